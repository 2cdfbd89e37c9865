package dev.parley.jsse;

import dev.parley.failure.HandshakeFailure;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import java.util.Optional;

/** Tells the JDK's flight recorder, if it is there and somebody records. */
final class FlightRecorder implements Observer {
    private static final boolean THERE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private final String side;
    private final String host;
    private final int port;
    private final HandshakeEvent handshake = new HandshakeEvent();
    private boolean complete;

    private FlightRecorder(String side, String host, int port) {
        this.side = side;
        this.host = host;
        this.port = port;
        handshake.begin();
    }

    /** For a connection that begins now; empty if nobody records. */
    static Optional<Observer> of(boolean client, String host, int port) {
        return THERE && isRecording() ? Optional.of(new FlightRecorder(client ? "client" : "server", host, port))
            : Optional.empty();
    }

    private static boolean isRecording() {
        return new HandshakeEvent().isEnabled() || new FailureEvent().isEnabled();
    }

    @Override
    public boolean wantsRecords() {
        return false;
    }

    @Override
    public void established(Facts facts) {
        complete = true;
        handshake.version = facts.version().name();
        handshake.suite = facts.suite().name();
        handshake.group = facts.group().map(it -> it.name()).orElse(null);
        handshake.scheme = facts.serverScheme().map(it -> it.name()).orElse(null);
        handshake.protocol = facts.protocol().map(it -> it.latin1()).orElse(null);
        handshake.resumed = facts.resumed();
        handshake.notResumed = facts.notResumed().map(Enum::name).orElse(null);
        commit("completed");
    }

    private void commit(String outcome) {
        handshake.side = side;
        handshake.peerHost = host;
        handshake.peerPort = port;
        handshake.outcome = outcome;
        handshake.commit();
    }

    @Override
    public void failure(HandshakeFailure failure) {
        if (!complete) commit(failure.reason().name());
        var event = new FailureEvent();
        event.side = side;
        event.peerHost = host;
        event.peerPort = port;
        event.reason = failure.reason().name();
        event.detail = failure.detail();
        event.alert = failure.peerAlert().orElse(failure.reason().alert()).name();
        event.fromPeer = failure.peerAlert().isPresent();
        event.state = failure.place().map(HandshakeFailure.Place::state).orElse(null);
        event.remedy = failure.reason().remedy();
        event.commit();
    }
}
