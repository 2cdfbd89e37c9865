package dev.parley.carrier;

import dev.parley.crypto.Aead;
import java.nio.ByteBuffer;

/** Takes the protection off incoming records, under one key. For one thread at a time. */
interface Opener extends AutoCloseable {
    /** The most plaintext, with anything that must be written beside it, that a body of this many bytes can hold. */
    int most(int body);

    /** Is the true content type inside? RFC 9846 section 5.2. */
    boolean hidesType();

    /** How many records were opened. */
    long count();

    /** The longest body allowed. RFC 9846 section 5.2, RFC 5246 section 6.2.3. */
    int longest();

    /**
     * Opens the body and writes its content to {@code plain}.
     *
     * @param header the five bytes before the body
     * @param body remaining bytes are the body; all are consumed
     * @return the content type; {@code -1} if there is nothing but padding
     * @throws Aead.Altered if it does not open
     */
    int open(byte[] header, ByteBuffer body, ByteBuffer plain) throws Aead.Altered;

    /** The last record was none of this key's: its number goes to the next. Only where early data is skipped. */
    default void disregard() {}

    @Override
    void close();
}
