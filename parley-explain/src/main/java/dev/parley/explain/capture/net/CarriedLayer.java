package dev.parley.explain.capture.net;

import dev.parley.wire.In;

/** What an IP packet carries: TCP, UDP, or another packet in a tunnel. */
final class CarriedLayer {
    private CarriedLayer() {}

    static Layer unwrap(Layer.Carried carried) {
        var bytes = carried.bytes();
        return switch (carried.protocol()) {
            case TcpHeader.PROTOCOL -> tcp(carried);
            case UdpHeader.PROTOCOL -> udp(carried);
            case 4, 41 -> new Layer.Ip(bytes);                 // IPv4 in IP (RFC 2003), IPv6 in IP (RFC 4213)
            case 47 -> gre(bytes);
            case 51 -> authenticated(carried);
            default -> new Layer.Uninteresting();
        };
    }

    private static Layer tcp(Layer.Carried carried) {
        var header = TcpHeader.WIRE.read(carried.bytes().bytes().in());
        if (header.headerLength() > carried.bytes().length())
            return new Layer.Broken("a TCP header longer than its segment");
        return new Layer.Segment(new Endpoint(carried.from(), header.sourcePort()),
            new Endpoint(carried.to(), header.destinationPort()), header,
            carried.bytes().skip(header.headerLength()));
    }

    private static Layer udp(Layer.Carried carried) {
        var header = UdpHeader.WIRE.read(carried.bytes().bytes().in());
        int length = header.length() == 0 ? carried.bytes().length() : header.length();
        if (length < UdpHeader.LENGTH) return new Layer.Broken("a UDP length of " + length);
        return new Layer.Datagram(new Endpoint(carried.from(), header.sourcePort()),
            new Endpoint(carried.to(), header.destinationPort()), carried.bytes().take(length).skip(UdpHeader.LENGTH));
    }

    /** RFC 4302: only signed, not encrypted, so what is within can be read on. */
    private static Layer authenticated(Layer.Carried carried) {
        var in = carried.bytes().bytes().in();
        int next = in.uint8();
        int length = (in.uint8() + 2) * 4;
        return new Layer.Carried(next, carried.from(), carried.to(), carried.bytes().skip(length));
    }

    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGMENT = 0x0080;
    private static final int ERSPAN = 0x88BE;
    private static final int ERSPAN_3 = 0x22EB;

    /** RFC 2784 and 2890; version 1, with its acknowledgment, is PPTP's: RFC 2637 section 4.1. */
    private static Layer gre(Traced bytes) {
        var in = bytes.bytes().in();
        int flags = in.uint16();
        int type = in.uint16();
        int length = 4;
        if ((flags & (CHECKSUM | ROUTING)) != 0) length += 4;
        if ((flags & KEY) != 0) length += 4;
        if ((flags & SEQUENCE) != 0) length += 4;
        if ((flags & 7) == 1 && (flags & ACKNOWLEDGMENT) != 0) length += 4;
        var payload = bytes.skip(length);
        return switch (type) {
            // Type I of ERSPAN has no header of its own, and is told from type II by GRE's missing sequence number.
            case ERSPAN -> LinkLayer.ethernet((flags & SEQUENCE) == 0 ? payload : payload.skip(8));
            case ERSPAN_3 -> LinkLayer.ethernet(payload.skip(erspan3(payload.bytes().in())));
            default -> new Layer.Ether(type, payload);
        };
    }

    /** The header's length: 12 bytes, and 8 more if its last bit says so. */
    private static int erspan3(In in) {
        in.uint64();
        return (in.uint32() & 1) == 0 ? 12 : 20;
    }
}
