package dev.parley.explain.capture.net;

import static dev.parley.wire.Codec.UINT16;
import static dev.parley.wire.Codec.UINT32;
import static dev.parley.wire.Codec.UINT8;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.fixed;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/**
 * The fixed part of an IPv6 packet. RFC 8200 section 3.
 *
 * @param versionClassFlow 4 bits of version (6), 8 of traffic class, 20 of flow label
 */
public record Ipv6Header(long versionClassFlow, int payloadLength, int nextHeader, int hopLimit, Bytes source,
    Bytes destination) {
    public static final int ETHER_TYPE = 0x86DD;
    public static final int LENGTH = 40;

    public static final Codec<Ipv6Header> WIRE = struct("Ipv6Header",
        field("version_class_flow", UINT32, Ipv6Header::versionClassFlow),
        field("payload_length", UINT16, Ipv6Header::payloadLength),
        field("next_header", UINT8, Ipv6Header::nextHeader),
        field("hop_limit", UINT8, Ipv6Header::hopLimit),
        field("source", fixed(16), Ipv6Header::source),
        field("destination", fixed(16), Ipv6Header::destination),
        Ipv6Header::new);
}
