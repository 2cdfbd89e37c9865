package dev.parley.carrier;

import java.nio.ByteBuffer;

/** Records without protection, at the beginning. RFC 9846 section 5.1. */
final class ClearRecords implements Opener, Sealer {
    private final boolean first;
    private long count;

    /** In either direction. */
    ClearRecords() {
        this(false);
    }

    /** @param first is what is sealed the first this side says? */
    ClearRecords(boolean first) {
        this.first = first;
    }

    @Override
    public int most(int body) {
        return body;
    }

    @Override
    public boolean hidesType() {
        return false;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public int longest() {
        return 1 << 14;
    }

    @Override
    public int open(byte[] header, ByteBuffer body, ByteBuffer plain) {
        plain.put(body);
        count++;
        return header[0] & 0xFF;
    }

    @Override
    public int sealedLength(int content, int padding) {
        return 5 + content;
    }

    @Override
    public boolean pads() {
        return false;
    }

    @Override
    public long limit() {
        return Long.MAX_VALUE;
    }

    @Override
    public void seal(int type, ByteBuffer content, int padding, ByteBuffer record) {
        record.put((byte) type).putShort(version(type, content)).putShort((short) content.remaining()).put(content);
        count++;
    }

    /** Some old servers want to see TLS 1.0 around the first ClientHello. RFC 9846 section 5.1. */
    private short version(int type, ByteBuffer content) {
        boolean hello = first && count == 0 && type == HANDSHAKE && content.get(content.position()) == CLIENT_HELLO;
        return (short) (hello ? 0x0301 : 0x0303);
    }

    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;

    @Override
    public void close() {}
}
