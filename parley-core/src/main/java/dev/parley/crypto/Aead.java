package dev.parley.crypto;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * A cipher that also authenticates, under one key, for one direction. The nonce is the caller's, 12 bytes, never twice
 * the same. For one thread at a time.
 */
public interface Aead extends AutoCloseable {
    /** Thrown when what is to be opened was altered, or sealed under another key. It says no more than that. */
    final class Altered extends Exception {
        private static final long serialVersionUID = 1L;

        public Altered() {
            super("does not open", null, false, false);
        }
    }

    /** How many bytes longer the sealed form is. */
    int overhead();

    /** How many records this implementation seals under one key, where it allows fewer than the cipher. RFC 9846 section 5.5. */
    default long recordLimit() {
        return Long.MAX_VALUE;
    }

    /**
     * Seals the remaining bytes of {@code plain} into {@code sealed}, which may be the same memory at the same place, but
     * another buffer object. Both positions move behind what was read and written.
     *
     * @param additional authenticated, not encrypted; the first {@code additionalLength} bytes of it
     * @throws BufferOverflowException if {@code sealed} has no room for {@link #overhead()} bytes more
     */
    void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer sealed);

    /**
     * Seals two pieces as one, {@code end} behind {@code plain}, such as the content type that TLS 1.3 puts behind the
     * content. Neither may lie in the memory of {@code sealed}.
     *
     * @throws BufferOverflowException as above
     */
    default void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer end,
        ByteBuffer sealed) {
        if (sealed.remaining() < plain.remaining() + end.remaining() + overhead()) throw new BufferOverflowException();
        int start = sealed.position();
        sealed.put(plain).put(end);
        var whole = sealed.duplicate().flip().position(start);
        seal(nonce, additional, additionalLength, whole, sealed.position(start));
    }

    /**
     * Opens the remaining bytes of {@code sealed} into {@code plain}, which may be the same memory at the same place, but
     * another buffer object. Both positions move behind what was read and written.
     *
     * @throws Altered if it does not open; no position has moved then, and where {@code plain} would have been are zeros
     *     or what was there before: in place, what did not open may be lost
     * @throws BufferOverflowException if {@code plain} has too little room
     */
    void open(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer sealed, ByteBuffer plain)
        throws Altered;

    /** Forgets the key. */
    @Override
    void close();
}
