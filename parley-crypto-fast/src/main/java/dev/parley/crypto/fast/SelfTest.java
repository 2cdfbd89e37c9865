package dev.parley.crypto.fast;

import dev.parley.crypto.jca.Providers.Work;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tries a provider with what is known from the specifications: secrets, signatures, sealed messages. The JDK's own code takes
 * no part, since it would be loaded and run for nothing else. Takes a few milliseconds, and once.
 */
final class SelfTest {
    private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);
    /** RFC 6979 appendix A.2.5, with SHA-256. */
    private static final String ECDSA_SAMPLE = "3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84e"
        + "af3716022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    private static final String RSA_SAMPLE =
        "3e26335ddbb5d3f9560aa141437e8ebb0c48b3e04dc7b6ac85c1e0c42f74a310112a31dc4b4549f4afd97c"
            + "09b84bb39a6f9f09df056a847f1cec9ce04fcc6bd790d18244a4a2a441223faad2186f96c78cd92481c840"
            + "5d2165a7f9dab47fdc47109fcdddca31bcfbbe1062f1d5477ea224b20e54e88078fa03238aff2a046943";

    private SelfTest() {}

    /** @throws GeneralSecurityException if the provider cannot do it, or does it wrong */
    static void run(Work work, Provider provider) throws GeneralSecurityException {
        switch (work) {
            case AES_GCM -> gcm(provider);
            case X25519 -> agreement("XDH", 255, KnownKeys.X25519, KnownKeys.X25519_PEER,
                "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", provider);
            case ECDH -> agreement("ECDH", 256, KnownKeys.P256, KnownKeys.P256_PEER,
                "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de", provider);
            case ECDSA -> signature("SHA256withECDSA", KnownKeys.P256_SIGNER, ECDSA_SAMPLE, provider);
            case RSA -> signature("SHA256withRSA", KnownKeys.RSA, RSA_SAMPLE, provider);
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

    /** Two known pairs agree on what is known, and each with a new pair of the provider's on the same. */
    private static void agreement(String algorithm, int bits, KnownKeys one, KnownKeys other, String known,
        Provider provider) throws GeneralSecurityException {
        want(Arrays.equals(agree(algorithm, one.privateKey(provider), other.publicKey(provider), provider),
            HexFormat.of().parseHex(known)), algorithm + " agrees on nothing");
        var generator = KeyPairGenerator.getInstance(one.keys(), provider);
        generator.initialize(bits);
        var fresh = generator.generateKeyPair();
        want(Arrays.equals(agree(algorithm, fresh.getPrivate(), one.publicKey(provider), provider),
            agree(algorithm, one.privateKey(provider), fresh.getPublic(), provider)),
            algorithm + " makes keys that do not agree");
    }

    private static byte[] agree(String algorithm, PrivateKey own, PublicKey other, Provider provider)
        throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance(algorithm, provider);
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    /** The provider takes a known signature and its own, and refuses another message. @param known of "sample" */
    private static void signature(String algorithm, KnownKeys keys, String known, Provider provider)
        throws GeneralSecurityException {
        var signer = Signature.getInstance(algorithm, provider);
        signer.initSign(keys.privateKey(provider));
        signer.update(SAMPLE);
        var signed = signer.sign();
        var sample = HexFormat.of().parseHex(known);
        want(verifies(algorithm, keys, SAMPLE, signed, provider), algorithm + " signs wrong");
        want(verifies(algorithm, keys, SAMPLE, sample, provider), algorithm + " refuses");
        want(!verifies(algorithm, keys, new byte[3], sample, provider), algorithm + " verifies anything");
    }

    private static boolean verifies(String algorithm, KnownKeys keys, byte[] message, byte[] signed,
        Provider provider) throws GeneralSecurityException {
        var verifier = Signature.getInstance(algorithm, provider);
        verifier.initVerify(keys.publicKey(provider));
        verifier.update(message);
        return verifier.verify(signed);
    }

    private static void want(boolean right, String otherwise) throws GeneralSecurityException {
        if (!right) throw new GeneralSecurityException(otherwise);
    }
}
