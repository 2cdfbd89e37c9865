package dev.parley.explain.capture;

import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Capture files, made by hand. */
final class FileBytes {
    private FileBytes() {}

    /** A classic file. */
    static Bytes pcap(ByteOrder order, boolean nanos, int link, List<Bytes> packets) {
        return pcap(order, nanos, link, packets, 1 << 18);
    }

    /** @param snapLength how much of each packet is kept */
    static Bytes pcap(ByteOrder order, boolean nanos, int link, List<Bytes> packets, int snapLength) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(buffer(24, order).putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4)
            .putLong(0).putInt(1 << 18).putInt(link).array());
        for (int i = 0; i < packets.size(); i++) {
            var packet = packets.get(i);
            var kept = packet.slice(0, Math.min(packet.length(), snapLength));
            out.writeBytes(numbers(order, 1_700_000_000, i, kept.length(), packet.length()).toArray());
            out.writeBytes(kept.toArray());
        }
        return Bytes.own(out.toByteArray());
    }

    static Bytes pcap(int link, List<Bytes> packets) {
        return pcap(ByteOrder.LITTLE_ENDIAN, false, link, packets);
    }

    static final int ETHERNET = 1;
    static final int RAW_IP = 101;

    /** A block of the newer format. */
    static Bytes block(ByteOrder order, int type, Bytes body) {
        var padded = Bytes.join(body, Bytes.own(new byte[-body.length() & 3]));
        int length = padded.length() + 12;
        return Bytes
            .own(buffer(length, order).putInt(type).putInt(length).put(padded.toArray()).putInt(length).array());
    }

    static Bytes section(ByteOrder order) {
        return block(order, 0x0A0D0D0A,
            numbers(order, 0x1A2B3C4D, order == ByteOrder.BIG_ENDIAN ? 0x10000 : 1, -1, -1));
    }

    /** @param options in the order of the bytes, with their padding */
    static Bytes description(ByteOrder order, int link, int snapLength, Bytes options) {
        var fields = buffer(8, order).putShort((short) link).putShort((short) 0).putInt(snapLength).array();
        return block(order, 1, Bytes.join(Bytes.own(fields), options));
    }

    static Bytes enhanced(ByteOrder order, int from, long ticks, Bytes packet) {
        return block(order, 6, Bytes.join(
            numbers(order, from, (int) (ticks >>> 32), (int) ticks, packet.length(), packet.length()), packet));
    }

    static Bytes numbers(ByteOrder order, int... numbers) {
        var buffer = ByteBuffer.allocate(4 * numbers.length).order(order);
        for (int number : numbers) buffer.putInt(number);
        return Bytes.own(buffer.array());
    }

    private static ByteBuffer buffer(int size, ByteOrder order) {
        return ByteBuffer.allocate(size).order(order);
    }
}
