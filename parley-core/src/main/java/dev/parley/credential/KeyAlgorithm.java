package dev.parley.credential;

import java.util.Optional;

/**
 * The kinds of keys that TLS signs with, by the identifiers in certificates and key files, and their names in the JCA.
 */
enum KeyAlgorithm {
    RSA("1.2.840.113549.1.1.1", "RSA", "SHA256withRSA"),
    RSA_PSS("1.2.840.113549.1.1.10", "RSASSA-PSS", "RSASSA-PSS"),
    EC("1.2.840.10045.2.1", "EC", "SHA256withECDSA"),
    ED25519("1.3.101.112", "Ed25519", "Ed25519"),
    ED448("1.3.101.113", "Ed448", "Ed448"),
    ML_DSA_44("2.16.840.1.101.3.4.3.17", "ML-DSA-44", "ML-DSA-44"),
    ML_DSA_65("2.16.840.1.101.3.4.3.18", "ML-DSA-65", "ML-DSA-65"),
    ML_DSA_87("2.16.840.1.101.3.4.3.19", "ML-DSA-87", "ML-DSA-87");

    private final String oid;
    private final String jca;
    private final String signature;

    KeyAlgorithm(String oid, String jca, String signature) {
        this.oid = oid;
        this.jca = jca;
        this.signature = signature;
    }

    static Optional<KeyAlgorithm> of(String oid) {
        for (var algorithm : values()) if (algorithm.oid.equals(oid)) return Optional.of(algorithm);
        return Optional.empty();
    }

    String oid() {
        return oid;
    }

    /** The name of its KeyFactory. */
    String jca() {
        return jca;
    }

    /** The name of a Signature that its keys can make. */
    String signature() {
        return signature;
    }
}
