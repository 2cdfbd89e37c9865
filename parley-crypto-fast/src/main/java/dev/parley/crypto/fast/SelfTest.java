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
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Tries a provider against the JDK's own: what one makes, the other must understand. Takes milliseconds, and once. */
final class SelfTest {
    private static final byte[] MESSAGE =
        "a handshake's transcript, so to speak".getBytes(StandardCharsets.US_ASCII);

    private SelfTest() {}

    /** @throws GeneralSecurityException if the provider cannot do it, or does it wrong */
    static void run(Work work, Provider provider) throws GeneralSecurityException {
        switch (work) {
            case AES_GCM -> gcm(provider);
            case X25519 -> agreement("XDH", "XDH", 255, provider);
            case ECDH -> agreement("EC", "ECDH", 256, provider);
            case ECDSA -> signature("EC", "SHA256withECDSA", 256, provider);
            case RSA -> signature("RSA", "SHA256withRSA", 1024, provider);
            case OTHER -> throw new GeneralSecurityException("nobody but the JDK does " + work);
        }
    }

    /** Test case 4 of the GCM specification, and that an altered tag is refused. */
    private static void gcm(Provider provider) throws GeneralSecurityException {
        var hex = HexFormat.of();
        var key = new SecretKeySpec(hex.parseHex("feffe9928665731c6d6a8f9467308308"), "AES");
        var nonce = new GCMParameterSpec(128, hex.parseHex("cafebabefacedbaddecaf888"));
        var additional = hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var plain = hex.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        var sealed = hex.parseHex("42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
            + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47");
        want(Arrays.equals(crypt(provider, Cipher.ENCRYPT_MODE, key, nonce, additional, plain), sealed),
            "GCM seals wrong");
        want(Arrays.equals(crypt(provider, Cipher.DECRYPT_MODE, key, nonce, additional, sealed), plain),
            "GCM opens wrong");
        sealed[sealed.length - 1] ^= 1;
        try {
            crypt(provider, Cipher.DECRYPT_MODE, key, nonce, additional, sealed);
        } catch (AEADBadTagException _) {
            return;
        }
        throw new GeneralSecurityException("GCM opens what was altered");
    }

    private static byte[] crypt(Provider provider, int mode, SecretKeySpec key, GCMParameterSpec nonce,
        byte[] additional, byte[] input) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key, nonce);
        cipher.updateAAD(additional);
        return cipher.doFinal(input);
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
