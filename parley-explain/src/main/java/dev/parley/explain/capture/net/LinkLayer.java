package dev.parley.explain.capture.net;

import dev.parley.wire.In;

/** The link layers that capture files begin a packet with. */
final class LinkLayer {
    private LinkLayer() {}

    static Layer unwrap(Layer.Link link) {
        var bytes = link.bytes();
        var in = bytes.bytes().in();
        return switch (link.type().id()) {
            case 0, 108 -> loopback(bytes);
            case 1 -> ethernet(bytes);
            case 9, 50 -> new Layer.Ppp(bytes);
            case 51 -> new Layer.Ether(EtherLayer.PPPOE_SESSION, bytes);
            case 12, 14, 101, 228, 229 -> new Layer.Ip(bytes);
            case 113 -> linuxCooked(in, bytes);
            case 276 -> new Layer.Ether(in.uint16(), bytes.skip(20));
            default -> throw new IllegalArgumentException("cannot read " + link.type());
        };
    }

    static boolean reads(LinkType type) {
        return switch (type.id()) {
            case 0, 1, 9, 12, 14, 50, 51, 101, 108, 113, 228, 229, 276 -> true;
            default -> false;
        };
    }

    static Layer ethernet(Traced frame) {
        var header = EthernetHeader.WIRE.read(frame.bytes().in());
        return new Layer.Ether(header.etherType(), frame.skip(EthernetHeader.LENGTH));
    }

    /** An address family, in the byte order of the machine that captured (in network order for OpenBSD). */
    private static Layer loopback(Traced packet) {
        long number = packet.bytes().in().uint32();
        long family = number > 0xFFFF ? Integer.reverseBytes((int) number) & 0xFFFF_FFFFL : number;
        // AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 23 on Windows, 24, 28 and 30 on the BSDs and macOS.
        return switch ((int) family) {
            case 2, 10, 23, 24, 28, 30 -> new Layer.Ip(packet.skip(4));
            default -> new Layer.Uninteresting();
        };
    }

    /** Packet type, hardware type, address length, address (8 bytes), protocol. */
    private static Layer linuxCooked(In in, Traced packet) {
        in.bytes(14);
        return new Layer.Ether(in.uint16(), packet.skip(16));
    }
}
