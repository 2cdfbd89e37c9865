package dev.parley.crypto.ccm;

import dev.parley.crypto.Aead;
import dev.parley.crypto.MoreCiphers;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import java.util.List;

/** AES-CCM with tags of 16 and of 8 bytes. RFC 6655, RFC 7251, RFC 9846 appendix B.4. Found by {@link java.util.ServiceLoader}. */
public final class CcmCiphers implements MoreCiphers {
    private static final List<BulkCipher> CIPHERS = List.of(BulkCipher.AES_128_CCM, BulkCipher.AES_256_CCM,
        BulkCipher.AES_128_CCM_8, BulkCipher.AES_256_CCM_8);

    @Override
    public String maker() {
        return "AES-CCM: Bouncy Castle's mode over the JDK's AES";
    }

    @Override
    public List<BulkCipher> ciphers() {
        return CIPHERS;
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        if (!CIPHERS.contains(cipher)) throw new IllegalArgumentException("no such AEAD here: " + cipher);
        if (key.length() != cipher.keyLength())
            throw new IllegalArgumentException(
                cipher + " has keys of " + cipher.keyLength() + " bytes, not " + key.length());
        return new CcmAead(new JdkAes(key), cipher.tagLength());
    }
}
