package dev.parley.crypto.jca;

import dev.parley.crypto.Secret;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key for the JCA that can be wiped, which {@code SecretKeySpec} cannot. It may be empty, as an HMAC key may.
 *
 * <p>Who reads it gets a copy, or, if it is lent, the bytes themselves: for those who wipe what they have read at once, as
 * the JDK's HMAC does, and for those who keep it for good, so that wiping the key reaches what they keep.
 */
final class RawKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final String algorithm;
    private final boolean isLent;
    private transient byte[] bytes;

    private RawKey(String algorithm, byte[] bytes, boolean isLent) {
        this.algorithm = algorithm;
        this.bytes = bytes;
        this.isLent = isLent;
    }

    static RawKey copyOf(Secret secret, String algorithm) {
        return new RawKey(algorithm, secret.use(byte[]::clone), false);
    }

    static RawKey lent(Secret secret, String algorithm) {
        return new RawKey(algorithm, secret.use(byte[]::clone), true);
    }

    static RawKey zeros(int length, String algorithm) {
        return new RawKey(algorithm, new byte[length], false);
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
        return isLent ? bytes : bytes.clone();
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
