package dev.parley.wire;

import static dev.parley.wire.WireFailure.Kind.MALFORMED;

import java.util.function.Function;

/**
 * Reads a format from bytes, front to back. {@link #field} is the only place where reading is watched.
 *
 * <p>For one thread. Every method throws {@link WireFailure} when the bytes do not suffice.
 */
public final class In {
    private final byte[] array;
    private final int start;
    private final Trace trace;
    private int at;
    private int end;

    In(byte[] array, int offset, int length, Trace trace) {
        this.array = array;
        this.start = offset;
        this.at = offset;
        this.end = offset + length;
        this.trace = trace;
    }

    /** Offset in bytes from the beginning of what is read. */
    public int position() {
        return at - start;
    }

    /** How many bytes are left of the innermost vector. */
    public int remaining() {
        return end - at;
    }

    public boolean hasMore() {
        return at < end;
    }

    @SuppressWarnings("ReferenceEquality") // there is one OFF
    public <T> T field(String name, Codec<T> codec) {
        if (trace == Trace.OFF) return codec.read(this);
        trace.open(name, codec.type(), position());
        T value = codec.read(this);
        trace.close(position(), value);
        return value;
    }

    public int uint8() {
        need(1);
        return array[at++] & 0xFF;
    }

    public int uint16() {
        need(2);
        int value = (array[at] & 0xFF) << 8 | array[at + 1] & 0xFF;
        at += 2;
        return value;
    }

    public int uint24() {
        need(3);
        int value = (array[at] & 0xFF) << 16 | (array[at + 1] & 0xFF) << 8 | array[at + 2] & 0xFF;
        at += 3;
        return value;
    }

    public long uint32() {
        return (long) uint16() << 16 | uint16();
    }

    /** As a Java {@code long}: the upper half of the range comes out negative. */
    public long uint64() {
        return uint32() << 32 | uint32();
    }

    /** An unsigned number of 1 to 4 bytes that fits an {@code int}. */
    public int number(int width) {
        return switch (width) {
            case 1 -> uint8();
            case 2 -> uint16();
            case 3 -> uint24();
            default -> throw new IllegalArgumentException("no number of " + width + " bytes");
        };
    }

    /** The next bytes, shared, not copied. */
    public Bytes bytes(int length) {
        need(length);
        var bytes = Bytes.own(array, at, length);
        at += length;
        return bytes;
    }

    /** Reads a length of so many bytes, and then elements until all of it is read. */
    public void vector(int width, Runnable element) {
        int outer = enter(field("length", Numbers.ofWidth(width)));
        while (hasMore()) element.run();
        leave(outer);
    }

    /** Reads a length of so many bytes and all of what it spans; the content is also handed over as it is. */
    public <T> T within(int width, Function<Bytes, T> content) {
        int length = field("length", Numbers.ofWidth(width));
        int outer = enter(length);
        T value = content.apply(Bytes.own(array, at, length));
        leave(outer);
        return value;
    }

    /** Confines reading to the next bytes until {@link #leave}, which wants them all read. */
    int enter(int length) {
        need(length);
        int outer = end;
        end = at + length;
        return outer;
    }

    void leave(int outer) {
        end();
        end = outer;
    }

    /** Nothing may be left over. RFC 9846 section 6.2, decode_error. */
    public void end() {
        if (at < end) throw new WireFailure(MALFORMED, position(), (end - at) + " bytes left over");
    }

    /** What is wrong with the bytes here. */
    public WireFailure malformed(String detail) {
        return new WireFailure(MALFORMED, position(), detail);
    }

    public WireFailure forbidden(String detail) {
        return new WireFailure(WireFailure.Kind.FORBIDDEN_VALUE, position(), detail);
    }

    private void need(int length) {
        if (end - at < length)
            throw new WireFailure(MALFORMED, position(), "needs " + length + " bytes, has " + (end - at));
    }
}
