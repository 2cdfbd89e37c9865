package dev.parley.explain.capture;

import dev.parley.explain.capture.CaptureEvent.Datagram;
import dev.parley.explain.capture.CaptureEvent.Opened;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.capture.net.Layer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/** Sorts UDP datagrams by the two who talk. Of conversations, the {@value #MOST} heard last are remembered. */
final class UdpConversations {
    private static final int MOST = 1 << 16;
    private static final int WELL_KNOWN = 1024;

    private final Consumer<CaptureEvent> listener;
    private final LinkedHashMap<Pair, Connection> conversations = new LinkedHashMap<>(16, 0.75f, true);
    private int count;

    UdpConversations(Consumer<CaptureEvent> listener) {
        this.listener = listener;
    }

    int count() {
        return count;
    }

    void heard(Layer.Datagram datagram, int packet, Instant time) {
        var pair = Pair.of(datagram.from(), datagram.to());
        var connection = conversations.get(pair);
        if (connection == null) {
            if (conversations.size() == MOST) conversations.pollFirstEntry();
            conversations.put(pair, connection = begin(datagram.from(), datagram.to()));
            listener.accept(new Opened(connection, packet, time));
        }
        var direction =
            datagram.from().equals(connection.client()) ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
        var payload = datagram.payload();
        listener.accept(new Datagram(connection, direction, payload.bytes(), packet, time, payload.pieces()));
    }

    private Connection begin(Endpoint from, Endpoint to) {
        boolean answer = from.port() < WELL_KNOWN && to.port() >= WELL_KNOWN;
        return new Connection(Connection.Transport.UDP, count++, answer ? to : from, answer ? from : to, true);
    }
}
