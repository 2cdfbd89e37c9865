package dev.parley.explain.capture;

import dev.parley.explain.capture.net.Checksum;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.capture.net.EthernetHeader;
import dev.parley.explain.capture.net.Ipv4Header;
import dev.parley.explain.capture.net.Ipv6Header;
import dev.parley.explain.capture.net.LinkType;
import dev.parley.explain.capture.net.TcpHeader;
import dev.parley.explain.capture.net.UdpHeader;
import dev.parley.wire.Bytes;

/** Makes packets up around what they carry. */
final class Packets {
    private static final int HOPS = 64;
    /** No card has these: the second bit of the first byte says "locally administered". */
    private static final Bytes LOW = Bytes.ofHex("020000000001");
    private static final Bytes HIGH = Bytes.ofHex("020000000002");

    private final boolean rawIp;

    Packets(boolean rawIp) {
        this.rawIp = rawIp;
    }

    LinkType link() {
        return rawIp ? LinkType.RAW : LinkType.ETHERNET;
    }

    /** @param header with its checksum still to be filled in */
    Bytes tcp(Endpoint from, Endpoint to, TcpHeader header, Bytes payload) {
        var unsigned = Bytes.join(TcpHeader.WIRE.encode(header), payload);
        int sum = Checksum.of(from.address(), to.address(), TcpHeader.PROTOCOL, unsigned);
        return ip(from, to, TcpHeader.PROTOCOL, Bytes.join(TcpHeader.WIRE.encode(header.withChecksum(sum)), payload));
    }

    Bytes udp(Endpoint from, Endpoint to, Bytes payload) {
        int length = UdpHeader.LENGTH + payload.length();
        var header = new UdpHeader(from.port(), to.port(), length, 0);
        int sum = Checksum.of(from.address(), to.address(), UdpHeader.PROTOCOL,
            Bytes.join(UdpHeader.WIRE.encode(header), payload));
        // RFC 768: a sum of zero is sent as its other form, since zero means "none".
        var summed = new UdpHeader(from.port(), to.port(), length, sum == 0 ? 0xFFFF : sum);
        return ip(from, to, UdpHeader.PROTOCOL, Bytes.join(UdpHeader.WIRE.encode(summed), payload));
    }

    private Bytes ip(Endpoint from, Endpoint to, int protocol, Bytes payload) {
        if (from.isIpv4() != to.isIpv4()) throw new IllegalArgumentException(from + " cannot speak with " + to);
        var header = from.isIpv4() ? ipv4(from, to, protocol, payload) : ipv6(from, to, protocol, payload);
        if (rawIp) return Bytes.join(header, payload);
        boolean up = from.compareTo(to) < 0;
        int type = from.isIpv4() ? Ipv4Header.ETHER_TYPE : Ipv6Header.ETHER_TYPE;
        var ethernet = new EthernetHeader(up ? HIGH : LOW, up ? LOW : HIGH, type);
        return Bytes.join(EthernetHeader.WIRE.encode(ethernet), header, payload);
    }

    private static int length(int bytes) {
        if (bytes > 0xFFFF) throw new IllegalArgumentException("no packet carries " + bytes + " bytes");
        return bytes;
    }

    private static Bytes ipv4(Endpoint from, Endpoint to, int protocol, Bytes payload) {
        return Ipv4Header.WIRE.encode(new Ipv4Header(0, length(Ipv4Header.LENGTH + payload.length()), 0,
            Ipv4Header.DONT_FRAGMENT, HOPS, protocol, 0, from.address(), to.address(), Bytes.EMPTY).checked());
    }

    private static Bytes ipv6(Endpoint from, Endpoint to, int protocol, Bytes payload) {
        return Ipv6Header.WIRE.encode(
            new Ipv6Header(6L << 28, length(payload.length()), protocol, HOPS, from.address(), to.address()));
    }
}
