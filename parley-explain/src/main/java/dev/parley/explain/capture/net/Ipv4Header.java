package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;

/**
 * The beginning of an IPv4 packet. RFC 791 section 3.1.
 *
 * @param fragment 3 bits of flags and 13 of offset
 * @param options their padding included
 */
public record Ipv4Header(int service, int totalLength, int id, int fragment, int ttl, int protocol, int checksum,
    Bytes source, Bytes destination, Bytes options) {
    public static final int ETHER_TYPE = 0x0800;
    public static final int LENGTH = 20;
    public static final int DONT_FRAGMENT = 0x4000;

    public int headerLength() {
        return LENGTH + options.length();
    }

    public boolean moreFragments() {
        return (fragment & 0x2000) != 0;
    }

    /** In bytes. */
    public int fragmentOffset() {
        return (fragment & 0x1FFF) * 8;
    }

    /** With the checksum filled in. */
    public Ipv4Header checked() {
        var zeroed = with(0);
        return with(Checksum.of(WIRE.encode(zeroed)));
    }

    private Ipv4Header with(int checksum) {
        return new Ipv4Header(service, totalLength, id, fragment, ttl, protocol, checksum, source, destination,
            options);
    }

    /** Written by hand, not as a struct: the options' length stands in the first byte. */
    public static final Codec<Ipv4Header> WIRE = new Codec<>() {
        private static final Codec<Bytes> ADDRESS = Codec.fixed(4);

        @Override
        public Ipv4Header read(In in) {
            int length = (in.field("version_length", UINT8) & 0x0F) * 4;
            if (length < LENGTH) throw in.malformed("an IPv4 header length of " + length);
            return new Ipv4Header(
                in.field("service", UINT8),
                in.field("total_length", UINT16),
                in.field("id", UINT16),
                in.field("fragment", UINT16),
                in.field("ttl", UINT8),
                in.field("protocol", UINT8),
                in.field("checksum", UINT16),
                in.field("source", ADDRESS),
                in.field("destination", ADDRESS),
                in.field("options", Codec.fixed(length - LENGTH)));
        }

        @Override
        public void write(Ipv4Header header, Out out) {
            out.uint8(0x40 | header.headerLength() / 4);
            out.uint8(header.service).uint16(header.totalLength).uint16(header.id).uint16(header.fragment);
            out.uint8(header.ttl).uint8(header.protocol).uint16(header.checksum);
            out.bytes(header.source).bytes(header.destination).bytes(header.options);
        }

        @Override
        public String type() {
            return "Ipv4Header";
        }
    };
}
