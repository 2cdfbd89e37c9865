package dev.parley.message;

import dev.parley.wire.Codec;

/** What a record holds. RFC 9846 section 5.1. */
public record ContentType(int id) {
    public static final ContentType CHANGE_CIPHER_SPEC = new ContentType(20);
    public static final ContentType ALERT = new ContentType(21);
    public static final ContentType HANDSHAKE = new ContentType(22);
    public static final ContentType APPLICATION_DATA = new ContentType(23);

    public static final Codec<ContentType> WIRE = Codec.code("ContentType", 1, ContentType::of, ContentType::id);

    /** The one of this number. */
    public static ContentType of(int id) {
        return switch (id) {
            case 20 -> CHANGE_CIPHER_SPEC;
            case 21 -> ALERT;
            case 22 -> HANDSHAKE;
            case 23 -> APPLICATION_DATA;
            default -> new ContentType(id);
        };
    }

    public String name() {
        return switch (id) {
            case 20 -> "change_cipher_spec";
            case 21 -> "alert";
            case 22 -> "handshake";
            case 23 -> "application_data";
            case 24 -> "heartbeat";
            case 25 -> "tls12_cid";
            case 26 -> "ack";
            default -> "unknown type";
        };
    }

    @Override
    public String toString() {
        return name() + " (" + id + ")";
    }
}
