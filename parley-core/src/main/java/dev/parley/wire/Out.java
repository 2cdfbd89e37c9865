package dev.parley.wire;

import java.util.Arrays;

/** Writes a format to bytes, front to back, and fills in lengths when they are known. For one thread. */
public final class Out {
    private byte[] array;
    private int at;

    public Out() {
        this(512);
    }

    /** @param capacity the expected size in bytes; it grows when needed */
    public Out(int capacity) {
        array = new byte[capacity];
    }

    /** In room that was used before and is {@linkplain #giveBack given back} behind it: most messages need it for a moment. */
    static Out onSpareRoom() {
        return new Out(ROOMS.take());
    }

    private static final int ROOM = 2048;
    private static final Spares<byte[]> ROOMS = new Spares<>(() -> new byte[ROOM]);

    private Out(byte[] room) {
        array = room;
    }

    /** The writer is spent, and its room wiped: what was written may have been a secret. Room that has grown is not kept. */
    void giveBack() {
        Arrays.fill(array, 0, at, (byte) 0);
        if (array.length == ROOM) ROOMS.give(array);
        array = NOTHING;
        at = 0;
    }

    private static final byte[] NOTHING = {};

    public <T> void field(Codec<T> codec, T value) {
        codec.write(value, this);
    }

    public Out uint8(int value) {
        room(1);
        array[at++] = (byte) value;
        return this;
    }

    public Out uint16(int value) {
        room(2);
        array[at++] = (byte) (value >> 8);
        array[at++] = (byte) value;
        return this;
    }

    public Out uint24(int value) {
        return uint8(value >> 16).uint16(value);
    }

    public Out uint32(long value) {
        return uint16((int) (value >> 16)).uint16((int) value);
    }

    public Out uint64(long value) {
        return uint32(value >> 32).uint32(value);
    }

    /** An unsigned number of 1 to 3 bytes. */
    public Out number(int width, int value) {
        return switch (width) {
            case 1 -> uint8(value);
            case 2 -> uint16(value);
            case 3 -> uint24(value);
            default -> throw new IllegalArgumentException("no number of " + width + " bytes");
        };
    }

    public Out bytes(Bytes bytes) {
        room(bytes.length());
        at = bytes.copyTo(array, at);
        return this;
    }

    public Out bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, array, at, bytes.length);
        at += bytes.length;
        return this;
    }

    /** Writes content behind its length of so many bytes. */
    public void vector(int width, Runnable content) {
        int place = open(width);
        content.run();
        close(place, width, 0, (1 << 8 * width) - 1);
    }

    /** Leaves room for a length of this many bytes and answers the place. */
    int open(int width) {
        room(width);
        int place = at;
        at += width;
        return place;
    }

    /** Fills in how much was written since {@link #open}, which must lie within the bounds. */
    void close(int place, int width, int min, int max) {
        int length = at - place - width;
        if (length < min || length > max)
            throw new IllegalArgumentException("a vector of " + length + " bytes, outside " + min + " to " + max);
        for (int i = width - 1, rest = length; i >= 0; i--, rest >>= 8) array[place + i] = (byte) rest;
    }

    public int length() {
        return at;
    }

    /** All that was written, copied. */
    public byte[] toArray() {
        return Arrays.copyOf(array, at);
    }

    /** All that was written. The writer is spent. Where little room is left over, it stays with the bytes. */
    public Bytes toBytes() {
        var written = array.length - at <= at / 4 ? Bytes.own(array, 0, at) : Bytes.own(Arrays.copyOf(array, at));
        array = NOTHING;
        at = 0;
        return written;
    }

    private void room(int more) {
        if (array.length - at < more) array = Arrays.copyOf(array, Math.max(array.length * 2, at + more));
    }
}
