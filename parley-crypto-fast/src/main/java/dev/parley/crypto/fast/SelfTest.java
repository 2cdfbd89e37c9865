package dev.parley.crypto.fast;

import dev.parley.crypto.jca.Providers.Work;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/** Tries a provider against the JDK's own: what one makes, the other must understand. Takes milliseconds, and once. */
final class SelfTest {
    private static final byte[] MESSAGE =
        "a handshake's transcript, so to speak".getBytes(StandardCharsets.US_ASCII);

    private SelfTest() {}

    /** @throws GeneralSecurityException if the provider cannot do it, or does it wrong */
    static void run(Work work, Provider provider) throws GeneralSecurityException {
        switch (work) {
            case X25519 -> agreement("XDH", "XDH", 255, provider);
            case ECDH -> agreement("EC", "ECDH", 256, provider);
            case ECDSA -> signature("EC", "SHA256withECDSA", 256, provider);
            case RSA -> signature("RSA", "SHA256withRSA", 1024, provider);
            case OTHER -> throw new GeneralSecurityException("nobody but the JDK does " + work);
        }
    }

    /** A pair of the provider's and one of the JDK's agree on a secret. */
    private static void agreement(String keys, String algorithm, int bits, Provider provider)
        throws GeneralSecurityException {
        var theirs = pair(KeyPairGenerator.getInstance(keys, provider), bits);
        var ours = pair(KeyPairGenerator.getInstance(keys), bits);
        var one = agree(KeyAgreement.getInstance(algorithm, provider), theirs.getPrivate(),
            publicKey(KeyFactory.getInstance(keys, provider), ours.getPublic()));
        var other = agree(KeyAgreement.getInstance(algorithm), ours.getPrivate(),
            publicKey(KeyFactory.getInstance(keys), theirs.getPublic()));
        want(Arrays.equals(one, other), algorithm + " agrees on nothing");
    }

    private static byte[] agree(KeyAgreement agreement, PrivateKey own, PublicKey other)
        throws GeneralSecurityException {
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    private static KeyPair pair(KeyPairGenerator generator, int bits) {
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static PublicKey publicKey(KeyFactory factory, PublicKey key) throws GeneralSecurityException {
        return factory.generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /** The provider signs with a key of the JDK's, the JDK verifies, and so does the provider, which refuses another message. */
    private static void signature(String keys, String algorithm, int bits, Provider provider)
        throws GeneralSecurityException {
        var ours = pair(KeyPairGenerator.getInstance(keys), bits);
        var signer = Signature.getInstance(algorithm, provider);
        signer.initSign(KeyFactory.getInstance(keys, provider)
            .generatePrivate(new PKCS8EncodedKeySpec(ours.getPrivate().getEncoded())));
        signer.update(MESSAGE);
        var signed = signer.sign();
        want(verifies(Signature.getInstance(algorithm), ours.getPublic(), MESSAGE, signed), algorithm + " signs wrong");
        want(verifies(Signature.getInstance(algorithm, provider), ours.getPublic(), MESSAGE, signed),
            algorithm + " refuses");
        want(!verifies(Signature.getInstance(algorithm, provider), ours.getPublic(), new byte[3], signed),
            algorithm + " verifies anything");
    }

    private static boolean verifies(Signature verifier, PublicKey key, byte[] message, byte[] signed)
        throws GeneralSecurityException {
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signed);
    }

    private static void want(boolean right, String otherwise) throws GeneralSecurityException {
        if (!right) throw new GeneralSecurityException(otherwise);
    }
}
