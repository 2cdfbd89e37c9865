package dev.parley.crypto;

import dev.parley.id.HashAlgorithm;
import dev.parley.id.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs of every kind for tests, each made once in a virtual machine, since RSA takes its time. */
public final class TestKeys {
    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private TestKeys() {}

    public static KeyPair rsa(int bits) {
        return made("RSA", bits + " bits", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    /** For PSS only, with any hash. */
    public static KeyPair rsaPss(int bits) {
        return made("RSASSA-PSS", bits + " bits", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    /** For PSS only, and only with this hash. */
    public static KeyPair rsaPss(int bits, HashAlgorithm hash) {
        return made("RSASSA-PSS", bits + " bits " + hash,
            new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4, Keys.pss(hash)));
    }

    public static KeyPair ec(Curve curve) {
        return made("EC", curve.name(), new ECGenParameterSpec(curve.group().name()));
    }

    /** Such as {@code Ed25519} or {@code ML-DSA-65}. */
    public static KeyPair named(String algorithm) {
        return made(algorithm, "", null);
    }

    /** One that fits the scheme. */
    public static KeyPair of(SignatureScheme scheme) {
        return switch (scheme.key()) {
            case RSA -> rsa(2048);
            case RSA_PSS -> rsaPss(2048);
            case EC -> ec(scheme.curve().flatMap(Curve::of).orElse(Curve.P256));
            case EDWARDS -> named(scheme.name());
            case MLDSA -> named(scheme.name().replace("mldsa", "ML-DSA-"));
            case UNKNOWN -> throw new IllegalArgumentException("no key for " + scheme);
        };
    }

    private static KeyPair made(String algorithm, String more, AlgorithmParameterSpec parameters) {
        return MADE.computeIfAbsent(algorithm + " " + more, _ -> {
            try {
                var generator = KeyPairGenerator.getInstance(algorithm);
                if (parameters != null)
                    generator.initialize(parameters);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
