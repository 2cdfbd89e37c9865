package dev.parley.crypto;

import dev.parley.id.NamedGroup;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;

/** The curves of NIST that TLS uses, with their parameters as the JCA writes them. RFC 8422 section 5.1.1. */
public enum Curve {
    P256(NamedGroup.SECP256R1),
    P384(NamedGroup.SECP384R1),
    P521(NamedGroup.SECP521R1);

    private final NamedGroup group;
    private final ECParameterSpec parameters;
    private final BigInteger prime;

    Curve(NamedGroup group) {
        this.group = group;
        this.parameters = lookUp(group.name());
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    public static Optional<Curve> of(NamedGroup group) {
        for (var curve : values()) if (curve.group.equals(group)) return Optional.of(curve);
        return Optional.empty();
    }

    /** The curve that a key lies on, or empty if TLS has none like it. */
    public static Optional<Curve> of(ECKey key) {
        for (var curve : values()) if (curve.hasParameters(key.getParams())) return Optional.of(curve);
        return Optional.empty();
    }

    public NamedGroup group() {
        return group;
    }

    public ECParameterSpec parameters() {
        return parameters;
    }

    /** In bytes; a shared secret is as long. */
    public int coordinateLength() {
        return (prime.bitLength() + 7) / 8;
    }

    /**
     * Is it a point of the curve, other than the one at infinity? Computing with any other point reveals the private
     * key bit by bit, and the JCA's key factories do not look. As the cofactor is 1, a point of the curve is one of the
     * group. RFC 9846 section 4.3.8.2.
     */
    public boolean contains(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) return false;
        var x = point.getAffineX();
        var y = point.getAffineY();
        if (!isCoordinate(x) || !isCoordinate(y)) return false;

        var curve = parameters.getCurve();
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(prime);
        return y.multiply(y).mod(prime).equals(right);
    }

    private boolean isCoordinate(BigInteger value) {
        return value.signum() >= 0 && value.compareTo(prime) < 0;
    }

    private boolean hasParameters(ECParameterSpec other) {
        return other != null && other.getCurve().equals(parameters.getCurve())
            && other.getGenerator().equals(parameters.getGenerator())
            && other.getOrder().equals(parameters.getOrder());
    }

    private static ECParameterSpec lookUp(String name) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no provider knows the curve " + name, e);
        }
    }
}
