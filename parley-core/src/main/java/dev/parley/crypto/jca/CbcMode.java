package dev.parley.crypto.jca;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/** AES in CBC mode, in place, without padding: TLS pads by itself. RFC 5246 section 6.2.3.2. */
final class CbcMode implements Crypto.BlockMode {
    private static final int BLOCK = 16;

    private final Cipher cipher;
    private final RawKey key;

    private CbcMode(Cipher cipher, RawKey key) {
        this.cipher = cipher;
        this.key = key;
    }

    static CbcMode of(Secret key) {
        try {
            return new CbcMode(Cipher.getInstance("AES/CBC/NoPadding"), RawKey.copyOf(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void encrypt(byte[] iv, byte[] data, int offset, int length) {
        run(Cipher.ENCRYPT_MODE, iv, data, offset, length);
    }

    @Override
    public void decrypt(byte[] iv, byte[] data, int offset, int length) {
        run(Cipher.DECRYPT_MODE, iv, data, offset, length);
    }

    private void run(int mode, byte[] iv, byte[] data, int offset, int length) {
        if (length % BLOCK != 0) throw new IllegalArgumentException("not whole blocks: " + length);
        try {
            cipher.init(mode, key, new IvParameterSpec(iv));
            cipher.doFinal(data, offset, length, data, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wipes the key and keys the cipher with zeros, which overwrites what the JDK has made of it. */
    @Override
    public void close() {
        if (key.isDestroyed()) return;
        var zeros = RawKey.zeros(key.length(), key.getAlgorithm());
        key.destroy();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, zeros, new IvParameterSpec(new byte[BLOCK]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
