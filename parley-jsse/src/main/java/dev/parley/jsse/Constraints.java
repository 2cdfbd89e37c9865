package dev.parley.jsse;

import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What may not be used: by the security property {@code jdk.tls.disabledAlgorithms}, and by a program's own constraints.
 *
 * @param own the program's, or {@code null}
 */
record Constraints(DisabledAlgorithms disabled, AlgorithmConstraints own) {
    private static final Set<CryptoPrimitive> AGREEMENT = Set.of(CryptoPrimitive.KEY_AGREEMENT);
    private static final Set<CryptoPrimitive> SIGNATURE = Set.of(CryptoPrimitive.SIGNATURE);

    static Constraints of(AlgorithmConstraints own) {
        return new Constraints(DisabledAlgorithms.current(), own);
    }

    boolean permit(ProtocolVersion version) {
        return disabled.permits(version, it -> List.of(Vocabulary.name(it)), "")
            && owns(AGREEMENT, () -> Vocabulary.name(version));
    }

    boolean permit(CipherSuite suite) {
        return disabled.permits(suite, Constraints::parts, "") && owns(AGREEMENT, suite::name);
    }

    boolean permit(NamedGroup group) {
        return disabled.permits(group, it -> List.of(it.name()), "") && owns(AGREEMENT, group::name);
    }

    /** For a signature over the handshake. */
    boolean permit(SignatureScheme scheme) {
        return disabled.permits(scheme, Constraints::parts, "HandshakeSignature")
            && owns(SIGNATURE, () -> Vocabulary.algorithm(scheme));
    }

    /** What speaks against a certificate, as the rest of a sentence. */
    Optional<String> against(X509Certificate certificate) {
        var algorithm = certificate.getSigAlgName();
        if (!disabled.permits(signatureParts(algorithm), "CertificateSignature")
            || own != null && !own.permits(SIGNATURE, algorithm, null))
            return Optional.of("is signed with " + algorithm + ", which is disabled");
        var key = certificate.getPublicKey();
        return permit(key) ? Optional.empty() : Optional.of("has a key of the kind " + key.getAlgorithm()
            + " that is disabled, or too short");
    }

    private boolean permit(PublicKey key) {
        return disabled.permits(key) && (own == null || own.permits(SIGNATURE, key));
    }

    private boolean owns(Set<CryptoPrimitive> use, Supplier<String> name) {
        return own == null || own.permits(use, name.get(), null);
    }

    /** The names by which a suite, or a part of it, may be meant. */
    private static List<String> parts(CipherSuite suite) {
        var parts = new ArrayList<String>();
        parts.add(suite.name());
        switch (suite.keyExchange()) {
            case TLS13 -> {}
            case RSA -> parts.addAll(List.of("RSA"));
            case DHE -> parts.addAll(List.of("DH", "DHE", "RSA", "DHE_RSA"));
            default -> {
                parts.add("ECDHE");
                parts.add(suite.authentication().name());
                parts.add("ECDHE_" + suite.authentication().name());
            }
        }
        var cipher = suite.cipher().name();
        parts.add(cipher);
        if (cipher.startsWith("AES_")) {
            parts.add("AES");
            parts.add(cipher.replaceAll("AES_\\d+_", "")); // the mode
        } else {
            parts.add("ChaCha20-Poly1305");
        }
        if (cipher.endsWith("_CBC")) {
            var hash = suite.mac().jca().replace("-", "");
            parts.addAll(List.of(hash, suite.mac().jca(), "Hmac" + hash));
        }
        if (suite.keyExchange() == KeyExchange.RSA) parts.add("RSA_" + cipher);
        return parts;
    }

    private static List<String> parts(SignatureScheme scheme) {
        var parts = new ArrayList<>(signatureParts(Vocabulary.algorithm(scheme)));
        parts.add(scheme.name());
        return parts;
    }

    /** {@code SHA256withRSA}, and what it is made of. */
    private static List<String> signatureParts(String algorithm) {
        var parts = new ArrayList<String>();
        parts.add(algorithm);
        int with = algorithm.indexOf("with");
        if (with > 0) {
            var hash = algorithm.substring(0, with);
            parts.add(hash);
            parts.add(hash.replaceFirst("^SHA(\\d)", "SHA-$1"));
            parts.add(algorithm.substring(with + 4));
        }
        return parts;
    }
}
