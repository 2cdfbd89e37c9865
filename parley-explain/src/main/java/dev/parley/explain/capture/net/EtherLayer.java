package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;

/** What an EtherType or a PPP protocol number announces: IP, or a tag or label in front of it. */
final class EtherLayer {
    static final int PPPOE_SESSION = 0x8864;
    private static final Bytes SNAP = Bytes.ofHex("aaaa03000000");

    private EtherLayer() {}

    static Layer unwrap(Layer.Ether ether) {
        var bytes = ether.bytes();
        return switch (ether.type()) {
            case Ipv4Header.ETHER_TYPE, Ipv6Header.ETHER_TYPE -> new Layer.Ip(bytes);
            case 0x8100, 0x88A8, 0x9100, 0x9200 -> vlan(bytes);
            case 0x8847, 0x8848 -> mpls(bytes);
            case PPPOE_SESSION -> pppoe(bytes);
            case 0x6558 -> LinkLayer.ethernet(bytes);
            case 0x880B -> new Layer.Ppp(bytes);
            default -> ether.type() < 0x600 ? lengthInsteadOfType(bytes) : new Layer.Uninteresting();
        };
    }

    private static final Bytes HDLC = Bytes.ofHex("ff03");

    static Layer unwrap(Layer.Ppp ppp) {
        // RFC 1662 section 3.1: address and control, which may be left out.
        var frame = ppp.bytes().bytes().startsWith(HDLC) ? ppp.bytes().skip(2) : ppp.bytes();
        var in = frame.bytes().in();
        int first = in.uint8();
        // RFC 1661 section 2: the protocol number is odd at its end, so an odd first byte is a number shortened to one.
        boolean shortened = (first & 1) == 1;
        int protocol = shortened ? first : first << 8 | in.uint8();
        return switch (protocol) {
            case 0x0021, 0x0057 -> new Layer.Ip(frame.skip(shortened ? 1 : 2));
            default -> new Layer.Uninteresting();
        };
    }

    /** IEEE 802.1Q: priority and number of the virtual network, then the EtherType proper. */
    private static Layer vlan(Traced bytes) {
        var in = bytes.bytes().in();
        in.uint16();
        return new Layer.Ether(in.uint16(), bytes.skip(4));
    }

    /** RFC 3032 section 2.1: labels of four bytes; a bit says which is the last. */
    private static Layer mpls(Traced bytes) {
        var in = bytes.bytes().in();
        while ((in.uint32() & 0x100) == 0) {}
        return new Layer.Ip(bytes.skip(in.position()));
    }

    /** RFC 2516 section 4: version and type, code, session, length. */
    private static Layer pppoe(Traced bytes) {
        var in = bytes.bytes().in();
        in.uint32();
        int length = in.uint16();
        return new Layer.Ppp(bytes.skip(6).take(length));
    }

    /** IEEE 802.3 proper: LLC, and within it perhaps SNAP with an EtherType. */
    private static Layer lengthInsteadOfType(Traced bytes) {
        if (!bytes.bytes().startsWith(SNAP)) return new Layer.Uninteresting();
        return new Layer.Ether(bytes.bytes().from(6).in().uint16(), bytes.skip(8));
    }
}
