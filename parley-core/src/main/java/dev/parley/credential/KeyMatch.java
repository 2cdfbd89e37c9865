package dev.parley.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Do a private and a public key belong together? */
final class KeyMatch {
    private static final byte[] PROBE =
        "Do these two keys belong together?".getBytes(StandardCharsets.US_ASCII);

    private KeyMatch() {}

    /**
     * Compares the modulus where the private key shows one; otherwise signs and verifies, which also suits keys in
     * devices.
     *
     * @throws GeneralSecurityException if the private key cannot be used at all
     */
    static boolean matches(LeafKey leaf, PrivateKey key) throws GeneralSecurityException {
        if (leaf.key() instanceof RSAKey ours && key instanceof RSAKey theirs)
            return ours.getModulus().equals(theirs.getModulus());
        if (!family(leaf.key().getAlgorithm()).equals(family(key.getAlgorithm()))) return false;

        var signer = signature(leaf);
        signer.initSign(key);
        signer.update(PROBE);
        var signed = signer.sign();
        var verifier = signature(leaf);
        verifier.initVerify(leaf.key());
        verifier.update(PROBE);
        try {
            return verifier.verify(signed);
        } catch (GeneralSecurityException _) {
            return false; // another curve or size makes a signature that does not even parse
        }
    }

    private static Signature signature(LeafKey leaf) throws GeneralSecurityException {
        var signature = Signature.getInstance(leaf.algorithm().signature());
        if (leaf.algorithm() == KeyAlgorithm.RSA_PSS)
            signature.setParameter(((RSAKey) leaf.key()).getParams() instanceof PSSParameterSpec bound
                ? bound
                : new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }

    /** Providers call the same kind of key by its own or by its family's name. */
    private static String family(String algorithm) {
        if (algorithm.startsWith("RSA")) return "RSA";
        if (algorithm.startsWith("Ed")) return "EdDSA";
        return algorithm.startsWith("ML-DSA") ? "ML-DSA" : algorithm;
    }
}
