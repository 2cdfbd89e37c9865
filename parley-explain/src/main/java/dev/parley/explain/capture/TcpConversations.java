package dev.parley.explain.capture;

import static dev.parley.explain.capture.net.TcpHeader.ACK;
import static dev.parley.explain.capture.net.TcpHeader.SYN;

import dev.parley.explain.capture.CaptureEvent.End;
import dev.parley.explain.capture.Connection.Transport;
import dev.parley.explain.capture.net.Layer;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * Sorts TCP segments by connection: by the two endpoints, and by SYN where the same two connect anew. Of connections,
 * the {@value #MOST} heard last are remembered.
 */
final class TcpConversations {
    private static final int MOST = 1 << 16;

    private final Consumer<CaptureEvent> listener;
    private final LinkedHashMap<Pair, TcpConnection> connections = new LinkedHashMap<>(16, 0.75f, true);
    private final Waiting waiting = new Waiting();
    private int count;

    TcpConversations(Consumer<CaptureEvent> listener) {
        this.listener = listener;
    }

    int count() {
        return count;
    }

    void heard(Layer.Segment segment, int packet, Instant time) {
        var pair = Pair.of(segment.from(), segment.to());
        var connection = connections.get(pair);
        if (connection != null && connection.isReplacedBy(segment)) {
            connection.end(End.REPLACED);
            connection = null;
        }
        if (connection == null) connections.put(pair, connection = begin(segment, packet, time));
        connection.heard(segment, packet, time);
    }

    private TcpConnection begin(Layer.Segment first, int packet, Instant time) {
        if (connections.size() >= MOST) connections.pollFirstEntry().getValue().end(End.FORGOTTEN);
        var from = first.from();
        var to = first.to();
        var header = first.header();
        boolean fromServer = header.has(SYN) ? header.has(ACK) : from.port() < to.port();
        var connection = new Connection(Transport.TCP, count++, fromServer ? to : from, fromServer ? from : to,
            !header.has(SYN));
        return new TcpConnection(connection, listener, waiting, packet, time);
    }

    /** The capture is over: tells what was still waiting for bytes that will not come. */
    void end() {
        connections.values().stream().sorted(Comparator.comparingInt(TcpConnection::stream))
            .forEach(connection -> connection.end(End.CAPTURE_ENDED));
        connections.clear();
    }
}
