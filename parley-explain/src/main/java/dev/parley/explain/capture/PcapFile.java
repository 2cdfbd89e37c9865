package dev.parley.explain.capture;

import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.net.LinkType;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** The classic format: a header, then packets, each behind its time and lengths. draft-ietf-opsawg-pcap. */
final class PcapFile {
    private static final int REST_OF_HEADER = 20;
    private static final int RECORD_HEADER = 16;

    private final Source source;
    private final ByteOrder order;
    private final int nanosPerUnit;
    private final CaptureFile.Listener listener;
    private int packets;

    /** @param source behind the magic number */
    PcapFile(Source source, ByteOrder order, int nanosPerUnit, CaptureFile.Listener listener) {
        this.source = source;
        this.order = order;
        this.nanosPerUnit = nanosPerUnit;
        this.listener = listener;
    }

    void read() throws IOException {
        var header = source.read(REST_OF_HEADER);
        if (header.length < REST_OF_HEADER) {
            listener.note(0, "the file ends within its header");
            return;
        }
        // The upper half of the word tells of frame check sequences and the like.
        var link = new LinkType(ByteBuffer.wrap(header).order(order).getInt(16) & 0xFFFF);
        while (packet(link)) {}
    }

    /** Answers whether there may be another. */
    private boolean packet(LinkType link) throws IOException {
        long at = source.offset();
        var record = source.read(RECORD_HEADER);
        if (record.length == 0) return false;
        if (record.length < RECORD_HEADER) return noted(at, "the file ends within the header of a packet");
        var fields = ByteBuffer.wrap(record).order(order);
        long seconds = Integer.toUnsignedLong(fields.getInt());
        long fraction = Integer.toUnsignedLong(fields.getInt());
        int captured = fields.getInt();
        int length = fields.getInt();
        if (captured < 0 || captured > CaptureFile.LONGEST_PACKET)
            return noted(at,
                "a packet of " + Integer.toUnsignedString(captured) + " bytes; nothing behind it can be read");
        var bytes = source.read(captured);
        if (bytes.length < captured)
            return noted(at, "the file ends within a packet, after " + bytes.length + " of its " + captured + " bytes");
        var time = Instant.ofEpochSecond(seconds, fraction * nanosPerUnit);
        listener.packet(new Packet(++packets, time, link, Bytes.own(bytes),
            Math.max(length, captured), at + RECORD_HEADER));
        return true;
    }

    private boolean noted(long at, String what) {
        listener.note(at, what);
        return false;
    }
}
