package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import dev.parley.wire.Out;

/** The Internet checksum: the complement of the sum, in one's complement, of all 16-bit words. RFC 1071. */
public final class Checksum {
    private Checksum() {}

    public static int of(Bytes bytes) {
        long sum = 0;
        for (int i = 0; i + 1 < bytes.length(); i += 2) sum += bytes.at(i) << 8 | bytes.at(i + 1);
        if (bytes.length() % 2 == 1) sum += bytes.at(bytes.length() - 1) << 8;
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return (int) (~sum & 0xFFFF);
    }

    /**
     * TCP and UDP sum the addresses along with their own bytes, so that a packet gone astray is found out: RFC 9293
     * section 3.1, RFC 8200 section 8.1.
     *
     * @param segment header and payload, the checksum in it zero
     */
    public static int of(Bytes from, Bytes to, int protocol, Bytes segment) {
        var pseudo = new Out(40 + segment.length());
        pseudo.bytes(from).bytes(to);
        if (from.length() == 4) pseudo.uint8(0).uint8(protocol).uint16(segment.length());
        else pseudo.uint32(segment.length()).uint24(0).uint8(protocol);
        return of(pseudo.bytes(segment).toBytes());
    }
}
