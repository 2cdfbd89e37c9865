package dev.parley.carrier;

import dev.parley.Cryptography;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.KeyBlock;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Opens CBC records that somebody altered, as the record layer does: for {@code Dudect}. For one thread. */
public final class CbcProbe {
    private static final CipherSuite SUITE = CipherSuite.RSA_AES_128_CBC_SHA;
    private static final int PLAIN = 512;

    private final byte[] key = new byte[16];
    private final byte[] header = {23, 3, 3, (byte) (PLAIN + 16 >> 8), (byte) (PLAIN + 16)};
    private final ByteBuffer plain = ByteBuffer.allocate(PLAIN + 16);
    private final CbcRecords records;

    public CbcProbe(Random random) {
        random.nextBytes(key);
        try (var half = new KeyBlock.Half(Secret.of(new byte[20]), Secret.of(key.clone()), Secret.of(new byte[0]))) {
            records = new CbcRecords(Cryptography.jdk(), SUITE, half, false);
        }
    }

    /** A record of random content, whose MAC is wrong. @param padding its length; @param right is it padding at all? */
    public byte[] record(int padding, boolean right, Random random) {
        var data = new byte[PLAIN];
        random.nextBytes(data);
        Arrays.fill(data, PLAIN - padding - 1, PLAIN, (byte) padding);
        if (!right) data[PLAIN - 2] ^= 1;
        var iv = new byte[16];
        random.nextBytes(iv);
        try {
            var cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return ByteBuffer.allocate(16 + PLAIN).put(iv).put(cipher.doFinal(data)).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is never told from another that is altered otherwise, if all goes well. */
    public void open(byte[] record) {
        try {
            records.open(header, ByteBuffer.wrap(record), plain.clear());
            throw new IllegalStateException("a record with a wrong MAC was taken");
        } catch (Aead.Altered altered) {
            plain.clear();
        }
    }
}
