package dev.parley.wire;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Unsigned numbers, most significant byte first. RFC 9846 section 3.3. */
final class Numbers {
    private Numbers() {}

    /** 4 or 8 bytes, as a Java {@code long}. */
    record Wide(int width) implements Codec<Long> {
        @Override
        public Long read(In in) {
            return width == 4 ? in.uint32() : in.uint64();
        }

        @Override
        public void write(Long value, Out out) {
            if (width == 4) out.uint32(value);
            else out.uint64(value);
        }

        @Override
        public String type() {
            return "uint" + 8 * width;
        }
    }

    /** 1 to 3 bytes. */
    record Uint(int width) implements Codec<Integer> {
        @Override
        public Integer read(In in) {
            return in.number(width);
        }

        @Override
        public void write(Integer value, Out out) {
            out.number(width, value);
        }

        @Override
        public String type() {
            return "uint" + 8 * width;
        }
    }

    static Codec<Integer> uint(int width) {
        return new Uint(width);
    }

    /**
     * A number that stands for something. The few values that come again and again are made once: the first at each place
     * stays, so that threads only read.
     */
    record Code<T>(String type, int width, IntFunction<T> make, ToIntFunction<T> code, Object[] known)
        implements Codec<T> {
        Code(String type, int width, IntFunction<T> make, ToIntFunction<T> code) {
            this(type, width, make, code, new Object[256]);
        }

        @Override
        @SuppressWarnings("unchecked") // only what was made here is put there
        public T read(In in) {
            int number = in.number(width);
            int place = (number ^ number >> 8) & known.length - 1;
            T there = (T) known[place];
            if (there != null && code.applyAsInt(there) == number) return there;
            T made = make.apply(number);
            if (there == null) known[place] = made;
            return made;
        }

        @Override
        public void write(T value, Out out) {
            out.number(width, code.applyAsInt(value));
        }
    }

    /** The codec of a length of so many bytes. */
    static Codec<Integer> ofWidth(int width) {
        return switch (width) {
            case 1 -> Codec.UINT8;
            case 2 -> Codec.UINT16;
            default -> Codec.UINT24;
        };
    }

    /** The codec of a length that can be as large as this. */
    static Codec<Integer> lengthUpTo(int max) {
        return ofWidth(widthOf(max));
    }

    /** How many bytes a length needs. RFC 9846 section 3.4. */
    static int widthOf(int max) {
        return max <= 0xFF ? 1 : max <= 0xFFFF ? 2 : 3;
    }

    /** A bound as the specifications write it: {@code 2^16-1}, not 65535. */
    static String bound(int number) {
        for (int bits = 8; bits <= 24; bits += 8)
            for (int less = 1; less <= 2; less++) if (number == (1 << bits) - less) return "2^" + bits + "-" + less;
        return Integer.toString(number);
    }
}
