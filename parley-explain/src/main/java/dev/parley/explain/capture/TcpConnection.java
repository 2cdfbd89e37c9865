package dev.parley.explain.capture;

import static dev.parley.explain.capture.net.TcpHeader.ACK;
import static dev.parley.explain.capture.net.TcpHeader.RST;
import static dev.parley.explain.capture.net.TcpHeader.SYN;

import dev.parley.explain.capture.CaptureEvent.Closed;
import dev.parley.explain.capture.CaptureEvent.End;
import dev.parley.explain.capture.CaptureEvent.Opened;
import dev.parley.explain.capture.CaptureEvent.Reset;
import dev.parley.explain.capture.net.Layer;
import java.time.Instant;
import java.util.function.Consumer;

/** One TCP connection: two streams, and how they end. */
final class TcpConnection {
    private final Connection connection;
    private final Consumer<CaptureEvent> listener;
    private final TcpStream fromClient;
    private final TcpStream fromServer;
    private int packet;
    private Instant time;
    private boolean reset;
    private boolean closed;

    TcpConnection(Connection connection, Consumer<CaptureEvent> listener, Waiting waiting, int packet, Instant time) {
        this.connection = connection;
        this.listener = listener;
        this.packet = packet;
        this.time = time;
        fromClient = new TcpStream(connection, Direction.CLIENT_TO_SERVER, listener, waiting);
        fromServer = new TcpStream(connection, Direction.SERVER_TO_CLIENT, listener, waiting);
        listener.accept(new Opened(connection, packet, time));
    }

    int stream() {
        return connection.stream();
    }

    /** A SYN with another sequence number begins a new connection; with the same one it is sent again, or late. */
    boolean isReplacedBy(Layer.Segment segment) {
        var header = segment.header();
        if (!header.has(SYN) || header.has(RST)) return false;
        var stream = stream(direction(segment));
        boolean other = stream.knowsAnotherStart(header.sequence());
        // An answer to a SYN is believed to belong to what was heard last, unless its stream has been told already.
        return other && (!header.has(ACK) || stream.hasTold());
    }

    void heard(Layer.Segment segment, int packet, Instant time) {
        this.packet = packet;
        this.time = time;
        if (closed) return;
        var header = segment.header();
        var direction = direction(segment);
        if (header.has(RST)) {
            // The numbers in a reset are often not the connection's, and a text in it is for people.
            reset(direction);
            return;
        }
        stream(direction).heard(header, segment.payload(), packet, time);
        if (header.has(ACK)) stream(direction.opposite()).acknowledged(header.acknowledgment(), packet, time);
        if (fromClient.isFinished() && fromServer.isFinished()) close(End.FINISHED);
    }

    private void reset(Direction direction) {
        reset = true;
        listener.accept(new Reset(connection, direction, packet, time));
    }

    /** No more packets: what waited for lost bytes is told with the gaps. */
    void end(End how) {
        if (closed) return;
        while (fromClient.isWaiting() || fromServer.isWaiting())
            (fromClient.waitsLongerThan(fromServer) ? fromClient : fromServer).giveUp(packet, time);
        fromClient.end(packet, time);
        fromServer.end(packet, time);
        if (fromClient.isFinished() && fromServer.isFinished()) close(End.FINISHED);
        else close(reset ? End.RESET : how);
    }

    private void close(End how) {
        closed = true;
        listener.accept(new Closed(connection, how, packet, time));
    }

    private Direction direction(Layer.Segment segment) {
        return segment.from().equals(connection.client()) ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
    }

    private TcpStream stream(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? fromClient : fromServer;
    }
}
