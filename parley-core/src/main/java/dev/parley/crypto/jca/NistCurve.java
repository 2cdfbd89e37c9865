package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;

import dev.parley.crypto.Curve;
import dev.parley.crypto.jca.Providers.Work;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * ECDH on a curve of NIST. A share is an uncompressed point, the secret its x-coordinate. RFC 9846 sections 4.3.8.2
 * and 7.4.2.
 */
record NistCurve(Curve curve, Providers providers, SecureRandom random) implements DiffieHellman {
    /** Marks a point as uncompressed; the only form in use. RFC 8422 section 5.4.1. */
    private static final byte UNCOMPRESSED = 4;

    @Override
    public String name() {
        return curve.group().name();
    }

    @Override
    public KeyAgreement agreement() throws GeneralSecurityException {
        return providers.agreement(Work.ECDH, "ECDH");
    }

    @Override
    public int offerLength() {
        return 1 + 2 * curve.coordinateLength();
    }

    @Override
    public int answerLength() {
        return offerLength();
    }

    @Override
    public int secretLength() {
        return curve.coordinateLength();
    }

    @Override
    public KeyPair generate() throws GeneralSecurityException {
        var generator = providers.generator(Work.ECDH, "EC");
        generator.initialize(curve.parameters(), random);
        return generator.generateKeyPair();
    }

    @Override
    public Bytes write(PublicKey key) {
        var point = ((ECPublicKey) key).getW();
        int length = curve.coordinateLength();
        return Bytes.join(Bytes.of(UNCOMPRESSED), BigEndian.write(point.getAffineX(), length),
            BigEndian.write(point.getAffineY(), length));
    }

    @Override
    public PublicKey read(Bytes share) throws GeneralSecurityException {
        return providers.factory(Work.ECDH, "EC").generatePublic(new ECPublicKeySpec(point(share), curve.parameters()));
    }

    private ECPoint point(Bytes share) {
        if (ofLength(offerLength(), share).at(0) != UNCOMPRESSED) {
            throw BAD_KEY_SHARE.because("a point of %s is of form %d, not uncompressed", name(), share.at(0));
        }
        int middle = 1 + curve.coordinateLength();
        var point = new ECPoint(BigEndian.read(share.slice(1, middle)), BigEndian.read(share.from(middle)));
        if (!curve.contains(point)) throw BAD_KEY_SHARE.because("the point is not on %s", name());
        return point;
    }
}
