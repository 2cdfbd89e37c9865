package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;

/**
 * The beginning of a TCP segment. RFC 9293 section 3.1.
 *
 * @param flags the eight from CWR to FIN
 * @param options their padding included; empty if the capture's snap length cut into them
 */
public record TcpHeader(int sourcePort, int destinationPort, long sequence, long acknowledgment, int headerLength,
    int flags, int window, int checksum, int urgent, Bytes options) {
    public static final int PROTOCOL = 6;
    public static final int LENGTH = 20;
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public TcpHeader withChecksum(int sum) {
        return new TcpHeader(sourcePort, destinationPort, sequence, acknowledgment, headerLength, flags, window, sum,
            urgent, options);
    }

    /** Written by hand, not as a struct: the options' length stands in the middle. */
    public static final Codec<TcpHeader> WIRE = new Codec<>() {
        @Override
        public TcpHeader read(In in) {
            int sourcePort = in.field("source_port", UINT16);
            int destinationPort = in.field("destination_port", UINT16);
            long sequence = in.field("sequence", UINT32);
            long acknowledgment = in.field("acknowledgment", UINT32);
            int length = (in.field("data_offset", UINT8) >> 4) * 4;
            if (length < LENGTH) throw in.malformed("a TCP header length of " + length);
            int flags = in.field("flags", UINT8);
            int window = in.field("window", UINT16);
            int checksum = in.field("checksum", UINT16);
            int urgent = in.field("urgent", UINT16);
            boolean cut = in.remaining() < length - LENGTH;
            var options = cut ? Bytes.EMPTY : in.field("options", Codec.fixed(length - LENGTH));
            return new TcpHeader(sourcePort, destinationPort, sequence, acknowledgment, length, flags, window, checksum,
                urgent, options);
        }

        @Override
        public void write(TcpHeader header, Out out) {
            out.uint16(header.sourcePort).uint16(header.destinationPort);
            out.uint32(header.sequence).uint32(header.acknowledgment);
            out.uint8((header.headerLength / 4) << 4).uint8(header.flags).uint16(header.window);
            out.uint16(header.checksum).uint16(header.urgent).bytes(header.options);
        }

        @Override
        public String type() {
            return "TcpHeader";
        }
    };
}
