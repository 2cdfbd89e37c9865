package dev.parley.carrier;

import java.nio.ByteBuffer;

/** Records without protection, at the beginning. RFC 9846 section 5.1. */
final class ClearRecords implements Opener, Sealer {
    private long count;

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
        record.put((byte) type).putShort((short) 0x0303).putShort((short) content.remaining()).put(content);
        count++;
    }

    @Override
    public void close() {}
}
