package dev.parley.explain.capture.net;

import static dev.parley.wire.Codec.UINT16;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Codec;

/**
 * The beginning of a UDP datagram. RFC 768.
 *
 * @param length of header and payload together
 */
public record UdpHeader(int sourcePort, int destinationPort, int length, int checksum) {
    public static final int PROTOCOL = 17;
    public static final int LENGTH = 8;

    public static final Codec<UdpHeader> WIRE = struct("UdpHeader",
        field("source_port", UINT16, UdpHeader::sourcePort),
        field("destination_port", UINT16, UdpHeader::destinationPort),
        field("length", UINT16, UdpHeader::length),
        field("checksum", UINT16, UdpHeader::checksum),
        UdpHeader::new);
}
