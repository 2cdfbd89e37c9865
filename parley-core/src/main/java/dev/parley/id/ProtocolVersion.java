package dev.parley.id;

import dev.parley.wire.Codec;

/** A version of the protocol. RFC 9846 section 4.3.1. */
public record ProtocolVersion(int id) implements Comparable<ProtocolVersion> {
    public static final ProtocolVersion SSL_2 = new ProtocolVersion(0x0002);
    public static final ProtocolVersion SSL_3 = new ProtocolVersion(0x0300);
    public static final ProtocolVersion TLS_1_0 = new ProtocolVersion(0x0301);
    public static final ProtocolVersion TLS_1_1 = new ProtocolVersion(0x0302);
    public static final ProtocolVersion TLS_1_2 = new ProtocolVersion(0x0303);
    public static final ProtocolVersion TLS_1_3 = new ProtocolVersion(0x0304);
    public static final ProtocolVersion DTLS_1_0 = new ProtocolVersion(0xFEFF);
    public static final ProtocolVersion DTLS_1_2 = new ProtocolVersion(0xFEFD);
    public static final ProtocolVersion DTLS_1_3 = new ProtocolVersion(0xFEFC);

    public static final Codec<ProtocolVersion> WIRE =
            Codec.code("ProtocolVersion", 2, ProtocolVersion::new, ProtocolVersion::id);

    /** As people say it: {@code TLS 1.3}. */
    public String name() {
        if ((id & 0xFF00) == 0x7F00) return "TLS 1.3 draft " + (id & 0xFF);
        return switch (id) {
            case 0x0002 -> "SSL 2.0";
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case 0x0303 -> "TLS 1.2";
            case 0x0304 -> "TLS 1.3";
            case 0xFEFF -> "DTLS 1.0";
            case 0xFEFD -> "DTLS 1.2";
            case 0xFEFC -> "DTLS 1.3";
            default -> Grease.is(id) ? "GREASE" : "unknown version";
        };
    }

    public boolean atLeast(ProtocolVersion other) {
        return id >= other.id;
    }

    @Override
    public int compareTo(ProtocolVersion other) {
        return Integer.compare(id, other.id);
    }

    @Override
    public String toString() {
        return Names.withCode(name(), id);
    }
}
