package dev.parley.wire;

/** Bytes that are not what their format says. The carrier turns it into the alert that belongs to it. */
public final class WireFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In which way the bytes are wrong. */
    public enum Kind {
        /** Bytes were missing, left over, or a length was outside its bounds. */
        MALFORMED,
        /** Well-formed, but a value that the format forbids (RFC 9846 section 3: {@code illegal_parameter}). */
        FORBIDDEN_VALUE
    }

    private final Kind kind;
    private final int at;

    /** @param at offset in bytes from the beginning of what was read */
    public WireFailure(Kind kind, int at, String detail) {
        super(detail + ", at byte " + at, null, false, false);
        this.kind = kind;
        this.at = at;
    }

    public Kind kind() {
        return kind;
    }

    public int at() {
        return at;
    }
}
