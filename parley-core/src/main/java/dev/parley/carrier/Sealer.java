package dev.parley.carrier;

import java.nio.ByteBuffer;

/** Protects outgoing records, under one key. For one thread at a time. */
interface Sealer extends AutoCloseable {
    /** How many bytes the record for so much content takes, header included, at most. */
    int sealedLength(int content, int padding);

    /** Can records be padded? */
    boolean pads();

    /** How many records were sealed. */
    long count();

    /** How many records the key may protect. RFC 9846 section 5.5. */
    long limit();

    /**
     * Writes one record, header and all, for the remaining content.
     *
     * @param padding zero bytes to add
     */
    void seal(int type, ByteBuffer content, int padding, ByteBuffer record);

    @Override
    void close();
}
