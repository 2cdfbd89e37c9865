package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.OWN_KEY_FAILED;
import static dev.parley.failure.Reason.UNSUPPORTED_CERTIFICATE_KEY;

import dev.parley.crypto.Secret;
import dev.parley.crypto.jca.Providers.Work;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;

/**
 * The premaster secret of TLS 1.2's RSA key exchange, encrypted with the padding of PKCS#1 v1.5. RFC 5246 section
 * 7.4.7.1.
 *
 * <p>Whoever can tell a right padding from a wrong one, by an alert, an exception or the time, can decrypt any recorded
 * conversation with a few thousand questions (Bleichenbacher 1998; ROBOT 2017). So the raw RSA result is taken, and one
 * piece of arithmetic without branches chooses between what it holds and random bytes that were drawn before. As the
 * secret has to have 48 bytes, everything in it has its fixed place:
 *
 * <pre>00 02 | at least 8 bytes, none of them zero | 00 | version, 2 bytes | 46 bytes</pre>
 *
 * <p>What cannot be had in Java: that the big numbers beneath take the same time always. The JDK blinds them.
 */
final class RsaPremaster {
    private static final int LENGTH = 48;
    private static final int SHORTEST_MODULUS = LENGTH + 11;

    private RsaPremaster() {}

    static Bytes encrypt(PublicKey key, Secret premaster, SecureRandom random) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key, random);
            premaster.lend(cipher::update);
            return Bytes.own(cipher.doFinal());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw UNSUPPORTED_CERTIFICATE_KEY.because(e, "nothing can be encrypted to the key: %s", e.getMessage());
        }
    }

    static Secret decrypt(PrivateKey key, Bytes encrypted, int version, OwnForms ownForms,
        SecureRandom random) {
        var chosen = new byte[LENGTH];
        random.nextBytes(chosen);
        if (!hasLengthOf(key, encrypted)) return Secret.of(chosen);
        try {
            decryptInto(chosen, key, encrypted, version, ownForms);
        } catch (NoSuchAlgorithmException | NoSuchPaddingException | InvalidKeyException e) {
            Arrays.fill(chosen, (byte) 0);
            throw OWN_KEY_FAILED.because(e, "the key does not decrypt: %s", e.getMessage()); // whatever the ciphertext
        }
        return Secret.of(chosen);
    }

    /** The ciphertext's length is public, so it may decide. A key in an HSM may not tell its modulus. */
    private static boolean hasLengthOf(PrivateKey key, Bytes encrypted) {
        if (encrypted.length() < SHORTEST_MODULUS) return false;
        return !(key instanceof RSAKey rsa) || encrypted.length() == (rsa.getModulus().bitLength() + 7) / 8;
    }

    private static void decryptInto(byte[] chosen, PrivateKey key, Bytes encrypted, int version, OwnForms ownForms)
        throws NoSuchAlgorithmException, NoSuchPaddingException, InvalidKeyException {
        Cipher raw;
        try {
            raw = raw(key, ownForms);
        } catch (GeneralSecurityException | RuntimeException _) {
            unpaddedByItsProvider(chosen, key, encrypted, version);
            return;
        }
        var block = decrypted(raw, encrypted);
        var whole = rightAligned(block, encrypted.length());
        choose(chosen, whole, paddingIsWrong(whole), version);
        Arrays.fill(whole, (byte) 0);
    }

    /** Which provider it is depends on the key alone, never on what is to be decrypted. */
    private static Cipher raw(PrivateKey key, OwnForms ownForms) throws GeneralSecurityException {
        if (ownForms.has(Work.RSA, key)) {
            try {
                var cipher = ownForms.providers().cipher(Work.RSA, "RSA/ECB/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, ownForms.of(Work.RSA, key));
                return cipher;
            } catch (InvalidKeyException _) {
                // Then somebody else can use it.
            }
        }
        var cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key);
        return cipher;
    }

    /**
     * Some keys in hardware decrypt only with the padding taken off. The provider then throws where the padding is wrong,
     * and the time that takes cannot be hidden from here: such devices promise to hide it themselves.
     */
    private static void unpaddedByItsProvider(byte[] chosen, PrivateKey key, Bytes encrypted, int version)
        throws NoSuchAlgorithmException, NoSuchPaddingException, InvalidKeyException {
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, key);
        var content = decrypted(cipher, encrypted);
        int wrong = content.length ^ LENGTH;
        var whole = rightAligned(content, LENGTH);
        choose(chosen, whole, wrong, version);
        Arrays.fill(whole, (byte) 0);
    }

    /** What the cipher makes of it, or nothing. Without padding, it fails only for numbers beyond the public modulus. */
    private static byte[] decrypted(Cipher cipher, Bytes encrypted) {
        try {
            return cipher.doFinal(encrypted.toArray());
        } catch (GeneralSecurityException | RuntimeException _) {
            return new byte[0];
        }
    }

    /** In an array of this length; some providers take leading zeros off. Wipes the one given. */
    private static byte[] rightAligned(byte[] bytes, int length) {
        var aligned = new byte[length];
        int kept = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - kept, aligned, length - kept, kept);
        Arrays.fill(bytes, (byte) 0);
        return aligned;
    }

    /** Zero if all before the last 48 bytes is as it must be. */
    private static int paddingIsWrong(byte[] block) {
        int end = block.length - LENGTH - 1;
        int wrong = block[0] | (block[1] ^ 2) | block[end];
        for (int i = 2; i < end; i++) wrong |= ((block[i] & 0xFF) - 1) >> 8; // all ones for a zero, else zero
        return wrong;
    }

    /** Overwrites {@code chosen} with the block's last 48 bytes if nothing is wrong with them. */
    private static void choose(byte[] chosen, byte[] block, int wrong, int version) {
        int start = block.length - LENGTH;
        wrong |= (block[start] ^ (version >> 8)) & 0xFF;
        wrong |= (block[start + 1] ^ version) & 0xFF;
        int keep = (wrong | -wrong) >> 31; // all ones if anything is wrong, else zero
        for (int i = 0; i < LENGTH; i++) chosen[i] = (byte) ((chosen[i] & keep) | (block[start + i] & ~keep));
    }
}
