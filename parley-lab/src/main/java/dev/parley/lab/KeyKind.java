package dev.parley.lab;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Optional;

/** The kinds of keys that certificates in TLS have, and how an authority with such a key signs. */
public enum KeyKind {
    /** Too weak to be believed; to see it refused. */
    RSA_1024("RSA", rsa(1024), "SHA256withRSA"),
    RSA_2048("RSA", rsa(2048), "SHA256withRSA"),
    /** An RSA key whose certificate says that it is for PSS only. RFC 4055. */
    RSA_PSS_2048("RSASSA-PSS", rsa(2048), "RSASSA-PSS"),
    P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
    P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
    P521("EC", new ECGenParameterSpec("secp521r1"), "SHA512withECDSA"),
    ED25519("Ed25519", NamedParameterSpec.ED25519, "Ed25519"),
    ED448("Ed448", NamedParameterSpec.ED448, "Ed448"),
    ML_DSA_44("ML-DSA", NamedParameterSpec.ML_DSA_44, "ML-DSA-44"),
    ML_DSA_65("ML-DSA", NamedParameterSpec.ML_DSA_65, "ML-DSA-65"),
    ML_DSA_87("ML-DSA", NamedParameterSpec.ML_DSA_87, "ML-DSA-87");

    private final String algorithm;
    private final AlgorithmParameterSpec parameters;
    private final String signature;

    KeyKind(String algorithm, AlgorithmParameterSpec parameters, String signature) {
        this.algorithm = algorithm;
        this.parameters = parameters;
        this.signature = signature;
    }

    /** A fresh pair. RSA takes a few hundred milliseconds, the others a few. */
    public KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this JDK makes no " + this + " keys", failure);
        }
    }

    boolean isRsa() {
        return algorithm.equals("RSA");
    }

    /** The JCA name of the signature that such a key makes. */
    String signature() {
        return signature;
    }

    static Optional<PSSParameterSpec> pss(String signature) {
        return signature.equals("RSASSA-PSS")
            ? Optional.of(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1))
            : Optional.empty();
    }

    private static AlgorithmParameterSpec rsa(int bits) {
        return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
    }
}
