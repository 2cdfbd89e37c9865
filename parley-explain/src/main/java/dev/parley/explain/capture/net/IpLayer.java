package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import java.time.Instant;

/** IPv4 and IPv6, their options, extension headers and fragments. */
final class IpLayer {
    private IpLayer() {}

    static Layer unwrap(Layer.Ip ip, Fragments fragments, Instant time) {
        var packet = ip.bytes();
        int version = packet.bytes().in().uint8() >> 4;
        return switch (version) {
            case 4 -> ipv4(packet, fragments, time);
            case 6 -> ipv6(packet, fragments, time);
            default -> new Layer.Broken("an IP version of " + version);
        };
    }

    private static Layer ipv4(Traced packet, Fragments fragments, Instant time) {
        var header = Ipv4Header.WIRE.read(packet.bytes().in());
        // A network card that segments for the system lets captures see packets whose length is yet to be filled in.
        int total = header.totalLength() == 0 ? packet.length() : header.totalLength();
        if (total < header.headerLength()) return new Layer.Broken("an IPv4 length of " + total);
        var payload = packet.take(total).skip(header.headerLength());
        if (!header.moreFragments() && header.fragmentOffset() == 0)
            return new Layer.Carried(header.protocol(), header.source(), header.destination(), payload);
        var key = new Fragments.Key(header.source(), header.destination(), header.protocol(), header.id());
        return fragments.add(key, header.protocol(), header.fragmentOffset(), header.moreFragments(), payload, time);
    }

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;
    private static final int MOBILITY = 135;
    private static final int IDENTITY = 139;
    private static final int SHIM = 140;

    private static Layer ipv6(Traced packet, Fragments fragments, Instant time) {
        var header = Ipv6Header.WIRE.read(packet.bytes().in());
        var rest = packet.skip(Ipv6Header.LENGTH);
        // Zero: a jumbogram (RFC 2675), or, as with IPv4, a card that fills the length in later.
        if (header.payloadLength() != 0) rest = rest.take(header.payloadLength());
        return behindExtensions(header.nextHeader(), header.source(), header.destination(), rest, fragments, time);
    }

    /** RFC 8200 section 4. Each extension header is at least eight bytes, so this ends. */
    private static Layer behindExtensions(int next, Bytes from, Bytes to, Traced rest, Fragments fragments,
        Instant time) {
        while (true) {
            switch (next) {
                case HOP_BY_HOP, ROUTING, DESTINATION, MOBILITY, IDENTITY, SHIM -> {
                    var in = rest.bytes().in();
                    next = in.uint8();
                    rest = rest.skip((in.uint8() + 1) * 8);
                }
                case AUTHENTICATION -> {
                    var in = rest.bytes().in();
                    next = in.uint8();
                    rest = rest.skip((in.uint8() + 2) * 4);
                }
                case FRAGMENT -> {
                    var in = rest.bytes().in();
                    int protocol = in.uint8();
                    in.uint8();
                    int offset = in.uint16();
                    var key = new Fragments.Key(from, to, FRAGMENT, in.uint32());
                    boolean more = (offset & 1) != 0;
                    // RFC 6946: a fragment that is the whole stands for itself.
                    if (offset >> 3 != 0 || more)
                        return fragments.add(key, protocol, offset & 0xFFF8, more, rest.skip(8), time);
                    next = protocol;
                    rest = rest.skip(8);
                }
                default -> {
                    return new Layer.Carried(next, from, to, rest);
                }
            }
        }
    }
}
