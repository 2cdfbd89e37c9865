package dev.parley.explain.capture;

import static dev.parley.explain.capture.net.TcpHeader.ACK;
import static dev.parley.explain.capture.net.TcpHeader.FIN;
import static dev.parley.explain.capture.net.TcpHeader.PSH;
import static dev.parley.explain.capture.net.TcpHeader.RST;
import static dev.parley.explain.capture.net.TcpHeader.SYN;

import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.capture.net.TcpHeader;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.time.Instant;

/**
 * A TCP connection that is being written to a capture: bytes become segments, each answered as a receiver would.
 *
 * <p>For one thread at a time.
 */
public final class TcpTalk {
    private static final int WINDOW = 0xFFFF;
    /** A receiver acknowledges well before the sender must stop for want of window. */
    private static final int UNACKNOWLEDGED = 32_768;

    private final CaptureWriter writer;
    private final Packets packets;
    private final int segment;
    private final Side client;
    private final Side server;

    private static final class Side {
        final Endpoint endpoint;
        /** The sequence number of its next byte. */
        long next;

        Side(Endpoint endpoint, long next) {
            this.endpoint = endpoint;
            this.next = next;
        }
    }

    TcpTalk(CaptureWriter writer, Packets packets, Endpoint client, Endpoint server, int segment, int number,
        Instant time) throws IOException {
        this.writer = writer;
        this.packets = packets;
        this.segment = segment;
        // Each connection begins elsewhere, so that the same ports can be used again and be told apart; but the same
        // program writes the same file.
        this.client = new Side(client, number * 0x9E37_79B1L & 0xFFFF_FFFFL);
        this.server = new Side(server, number * 0x85EB_CA77L + 0x4000_0000 & 0xFFFF_FFFFL);
        shakeHands(time);
    }

    private void shakeHands(Instant time) throws IOException {
        var largest = Bytes.of((byte) 2, (byte) 4, (byte) (segment >> 8), (byte) segment);
        write(client, server, SYN, largest, Bytes.EMPTY, time, "");
        write(server, client, SYN | ACK, largest, Bytes.EMPTY, time, "");
        acknowledge(client, server, time);
    }

    public void send(Direction direction, Bytes bytes, Instant time) throws IOException {
        send(direction, bytes, time, "");
    }

    /** @param comment shown by Wireshark along with the first of the packets; may be empty */
    public void send(Direction direction, Bytes bytes, Instant time, String comment) throws IOException {
        var from = side(direction);
        var to = side(direction.opposite());
        int unacknowledged = 0;
        for (int at = 0; at < bytes.length(); at += segment) {
            var part = bytes.slice(at, Math.min(at + segment, bytes.length()));
            boolean last = at + segment >= bytes.length();
            write(from, to, last ? PSH | ACK : ACK, Bytes.EMPTY, part, time, at == 0 ? comment : "");
            unacknowledged += part.length();
            if (!last && unacknowledged + segment <= UNACKNOWLEDGED) continue;
            acknowledge(to, from, time);
            unacknowledged = 0;
        }
    }

    /** This side has said everything. */
    public void finish(Direction direction, Instant time) throws IOException {
        var from = side(direction);
        var to = side(direction.opposite());
        write(from, to, FIN | ACK, Bytes.EMPTY, Bytes.EMPTY, time, "");
        acknowledge(to, from, time);
    }

    /** This side breaks off. */
    public void reset(Direction direction, Instant time) throws IOException {
        write(side(direction), side(direction.opposite()), RST | ACK, Bytes.EMPTY, Bytes.EMPTY, time, "");
    }

    private Side side(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? client : server;
    }

    private void acknowledge(Side from, Side to, Instant time) throws IOException {
        write(from, to, ACK, Bytes.EMPTY, Bytes.EMPTY, time, "");
    }

    private void write(Side from, Side to, int flags, Bytes options, Bytes payload, Instant time, String comment)
        throws IOException {
        long acknowledged = (flags & ACK) == 0 ? 0 : to.next;
        var header = new TcpHeader(from.endpoint.port(), to.endpoint.port(), from.next, acknowledged,
            TcpHeader.LENGTH + options.length(), flags, WINDOW, 0, 0, options);
        writer.packet(packets.tcp(from.endpoint, to.endpoint, header, payload), time, comment);
        int counted = payload.length() + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
        from.next = from.next + counted & 0xFFFF_FFFFL;
    }
}
