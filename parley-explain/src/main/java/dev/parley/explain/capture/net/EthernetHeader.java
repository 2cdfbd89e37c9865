package dev.parley.explain.capture.net;

import static dev.parley.wire.Codec.UINT16;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.fixed;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** The beginning of an Ethernet frame. IEEE 802.3. */
public record EthernetHeader(Bytes destination, Bytes source, int etherType) {
    public static final int LENGTH = 14;

    public static final Codec<EthernetHeader> WIRE = struct("EthernetHeader",
        field("destination", fixed(6), EthernetHeader::destination),
        field("source", fixed(6), EthernetHeader::source),
        field("ether_type", UINT16, EthernetHeader::etherType),
        EthernetHeader::new);
}
