package dev.parley.crypto;

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

    /**
     * Seals the remaining bytes of {@code plain} into {@code sealed}, which may be the same memory at the same place.
     *
     * @param additional authenticated, not encrypted; the first {@code additionalLength} bytes of it
     * @throws java.nio.BufferOverflowException if {@code sealed} has no room for {@link #overhead()} bytes more
     */
    void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer sealed);

    /**
     * Opens the remaining bytes of {@code sealed} into {@code plain}, which may be the same memory at the same place.
     *
     * @throws Altered if it does not open; nothing readable has then been written to {@code plain}
     */
    void open(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer sealed, ByteBuffer plain) throws Altered;

    /** Forgets the key. */
    @Override
    void close();
}
