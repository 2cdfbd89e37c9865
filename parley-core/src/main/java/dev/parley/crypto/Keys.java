package dev.parley.crypto;

import dev.parley.id.HashAlgorithm;
import dev.parley.id.SignatureScheme;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.stream.Stream;

/** Which signature schemes a public key can be used with. Says nothing about whether the key is strong enough. */
public final class Keys {
    private Keys() {}

    /**
     * The schemes for this key, the preferred first. The order is that of {@link SignatureScheme#ALL}, but in TLS 1.2,
     * where any hash may go with any curve, the curve's own hash comes before the others.
     */
    public static List<SignatureScheme> schemes(PublicKey key, boolean tls13) {
        if (tls13) return SignatureScheme.ALL.stream().filter(scheme -> fits(scheme, key, true)).toList();
        return Stream.concat(
            SignatureScheme.ALL.stream().filter(scheme -> fits(scheme, key, false) && isOwnCurve(scheme, key)),
            SignatureScheme.ALL.stream().filter(scheme -> fits(scheme, key, false) && !isOwnCurve(scheme, key)))
            .toList();
    }

    /**
     * Can the key sign a handshake with this scheme? TLS 1.3 binds ECDSA's hash to the curve and knows neither PKCS#1 nor
     * SHA-1; TLS 1.2 has no ML-DSA. RFC 9846 section 4.3.3, draft-ietf-tls-mldsa section 3.
     */
    public static boolean fits(SignatureScheme scheme, PublicKey key, boolean tls13) {
        if (!(tls13 ? scheme.isFor13() : scheme.isFor12()) || scheme.key() != family(key)) return false;
        return switch (scheme.key()) {
            case RSA -> isLongEnough(scheme, (RSAPublicKey) key);
            case RSA_PSS -> isLongEnough(scheme, (RSAPublicKey) key) && allows((RSAPublicKey) key, scheme);
            case EC -> tls13 ? isOwnCurve(scheme, key) : Curve.of((ECPublicKey) key).isPresent();
            case EDWARDS -> ((EdECPublicKey) key).getParams().getName().equalsIgnoreCase(scheme.name());
            case MLDSA -> parameterSet(key).replace("-", "").equalsIgnoreCase(scheme.name());
            case UNKNOWN -> false;
        };
    }

    /** The family of schemes that this key belongs to. */
    public static SignatureScheme.Key family(PublicKey key) {
        return switch (key) {
            case RSAPublicKey _ when key.getAlgorithm().equals("RSASSA-PSS") -> SignatureScheme.Key.RSA_PSS;
            case RSAPublicKey _ -> SignatureScheme.Key.RSA;
            case ECPublicKey _ -> SignatureScheme.Key.EC;
            case EdECPublicKey _ -> SignatureScheme.Key.EDWARDS;
            default ->
                key.getAlgorithm().startsWith("ML-DSA") ? SignatureScheme.Key.MLDSA : SignatureScheme.Key.UNKNOWN;
        };
    }

    /** The parameters that the scheme's PSS has: its salt is as long as the hash. RFC 9846 section 4.3.3. */
    public static PSSParameterSpec pss(HashAlgorithm hash) {
        return new PSSParameterSpec(hash.jca(), "MGF1", new MGF1ParameterSpec(hash.jca()), hash.length(), 1);
    }

    private static boolean isOwnCurve(SignatureScheme scheme, PublicKey key) {
        if (!(key instanceof ECPublicKey ec)) return true;
        return Curve.of(ec).map(Curve::group).equals(scheme.curve()) && scheme.curve().isPresent();
    }

    /** Is there room for the hash and its padding? RFC 8017 sections 9.1.1 and 9.2. */
    private static boolean isLongEnough(SignatureScheme scheme, RSAPublicKey key) {
        int hash = scheme.hash().orElseThrow().length();
        int bits = key.getModulus().bitLength();
        int needed = scheme.isPss() ? 2 * hash + 2 : 11 + DIGEST_INFO + hash;
        return (scheme.isPss() ? bits + 6 : bits + 7) / 8 >= needed;
    }

    /** What PKCS#1 puts before a SHA-2 hash to name it, in bytes. */
    private static final int DIGEST_INFO = 19;

    /** A key's certificate may say with which hashes it is to be used. RFC 8017 appendix A.2.3. */
    private static boolean allows(RSAPublicKey key, SignatureScheme scheme) {
        if (!(key.getParams() instanceof PSSParameterSpec allowed)) return key.getParams() == null;
        var wanted = pss(scheme.hash().orElseThrow());
        return allowed.getDigestAlgorithm().equalsIgnoreCase(wanted.getDigestAlgorithm())
            && allowed.getMGFParameters() instanceof MGF1ParameterSpec mask
            && mask.getDigestAlgorithm().equalsIgnoreCase(wanted.getDigestAlgorithm())
            && allowed.getSaltLength() <= wanted.getSaltLength();
    }

    /** Such as {@code ML-DSA-65}: the key's algorithm may name the family only. */
    private static String parameterSet(PublicKey key) {
        return key.getParams() instanceof NamedParameterSpec named ? named.getName() : key.getAlgorithm();
    }
}
