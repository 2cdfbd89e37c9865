package dev.parley.wire;

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

    static Codec<Integer> uint(int width) {
        return Codec.code("uint" + 8 * width, width, Integer::valueOf, Integer::intValue);
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
