package dev.parley.id;

/** Values without a meaning, sent so that peers learn to ignore what they do not know. RFC 8701. */
public final class Grease {
    private Grease() {}

    /** 0x0A0A, 0x1A1A … 0xFAFA. */
    public static boolean is(int code) {
        return (code & 0x0F0F) == 0x0A0A && (code >> 8 & 0xFF) == (code & 0xFF);
    }

    /** One of the sixteen, by any number. */
    public static int value(int any) {
        int high = (any & 0xF0) | 0x0A;
        return high << 8 | high;
    }

    /** One of the eight GREASE values of one byte (for psk_key_exchange_modes), by any number. RFC 8701 section 2. */
    public static int oneByte(int any) {
        return 0x0B + 0x1F * (any & 7);
    }
}
