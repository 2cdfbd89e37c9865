package dev.parley.crypto.jca;

import dev.parley.crypto.Secret;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key for the JCA that can be wiped, which {@code SecretKeySpec} cannot. Each reader gets a copy; the JDK's own ciphers
 * wipe theirs. It may be empty, as an HMAC key may.
 */
final class RawKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private transient byte[] bytes;

    private RawKey(String algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    static RawKey copyOf(Secret secret, String algorithm) {
        return new RawKey(algorithm, secret.use(byte[]::clone));
    }

    static RawKey zeros(int length, String algorithm) {
        return new RawKey(algorithm, new byte[length]);
    }

    int length() {
        return bytes.length;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        if (isDestroyed()) throw new IllegalStateException("this key was destroyed");
        return bytes.clone();
    }

    @Override
    public void destroy() {
        if (isDestroyed()) return;
        Arrays.fill(bytes, (byte) 0);
        bytes = null;
    }

    @Override
    public boolean isDestroyed() {
        return bytes == null;
    }

    @Override
    public String toString() {
        return algorithm + " key";
    }
}
