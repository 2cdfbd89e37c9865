package dev.parley.credential;

import static dev.parley.id.SignatureScheme.*;

import dev.parley.id.HashAlgorithm;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import java.util.List;

/** Which signature schemes a public key can be used with, on either side. RFC 9846 section 4.3.3. */
public final class LeafSchemes {
    private LeafSchemes() {}

    /** For a handshake of this version, the preferred first. TLS 1.2 does not bind ECDSA's hash to its curve. */
    public static List<SignatureScheme> of(LeafKey leaf, boolean version13) {
        return of(leaf).stream()
            .filter(scheme -> version13 ? scheme.isFor13() : scheme.isFor12())
            .filter(scheme -> !version13 || scheme.curve().isEmpty() || scheme.curve().equals(leaf.curve()))
            .toList();
    }

    /** For any version. */
    static List<SignatureScheme> of(LeafKey leaf) {
        return switch (leaf.algorithm()) {
            case RSA -> rsa((RSAKey) leaf.key());
            case RSA_PSS -> rsaPss((RSAKey) leaf.key());
            case EC -> ecdsa(leaf.curve().orElse(NamedGroup.SECP256R1));
            case ED25519 -> List.of(ED25519);
            case ED448 -> List.of(ED448);
            case ML_DSA_44 -> List.of(MLDSA44);
            case ML_DSA_65 -> List.of(MLDSA65);
            case ML_DSA_87 -> List.of(MLDSA87);
        };
    }

    private static List<SignatureScheme> rsa(RSAKey key) {
        return List.of(RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384, RSA_PSS_RSAE_SHA512, RSA_PKCS1_SHA256,
            RSA_PKCS1_SHA384, RSA_PKCS1_SHA512).stream().filter(scheme -> fits(scheme, key)).toList();
    }

    private static List<SignatureScheme> rsaPss(RSAKey key) {
        return List.of(RSA_PSS_PSS_SHA256, RSA_PSS_PSS_SHA384, RSA_PSS_PSS_SHA512).stream()
            .filter(scheme -> fits(scheme, key) && permits(key, scheme.hash().orElseThrow())).toList();
    }

    /** Is the modulus long enough for hash, salt and padding? RFC 8017 sections 9.1.1 and 9.2. */
    private static boolean fits(SignatureScheme scheme, RSAKey key) {
        int hash = scheme.hash().orElseThrow().length();
        int needed = scheme.isPss() ? 2 * hash + 2 : hash + 19 + 11;
        int length = scheme.isPss() ? (key.getModulus().bitLength() + 6) / 8 : (key.getModulus().bitLength() + 7) / 8;
        return length >= needed;
    }

    /** A key for PSS may name the one hash it is for, and the least salt. RFC 4055 section 3.1. */
    private static boolean permits(RSAKey key, HashAlgorithm hash) {
        if (!(key.getParams() instanceof PSSParameterSpec bound)) return true;
        return bound.getDigestAlgorithm().equals(hash.jca()) && bound.getSaltLength() <= hash.length();
    }

    private static List<SignatureScheme> ecdsa(NamedGroup curve) {
        if (curve.equals(NamedGroup.SECP384R1))
            return List.of(ECDSA_SECP384R1_SHA384, ECDSA_SECP256R1_SHA256, ECDSA_SECP521R1_SHA512);
        if (curve.equals(NamedGroup.SECP521R1))
            return List.of(ECDSA_SECP521R1_SHA512, ECDSA_SECP256R1_SHA256, ECDSA_SECP384R1_SHA384);
        return List.of(ECDSA_SECP256R1_SHA256, ECDSA_SECP384R1_SHA384, ECDSA_SECP521R1_SHA512);
    }
}
