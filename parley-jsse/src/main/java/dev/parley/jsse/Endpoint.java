package dev.parley.jsse;

import dev.parley.carrier.TlsCarrier;
import dev.parley.config.TlsConfig;
import dev.parley.credential.HostName;
import dev.parley.ech.EchConfigList;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Wish;
import dev.parley.observe.Observer;
import dev.parley.session.ClientSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * What an engine and a socket have in common: wishes until the handshake begins, then the connection and its session.
 * Thread-safe.
 *
 * @param <F> the engine or socket
 */
final class Endpoint<F> {
    private final Setup setup;
    private final F face;
    private final Face itself;
    private final ReentrantLock starting = new ReentrantLock();
    private volatile String host;
    private volatile int port;
    private volatile TlsCarrier carrier;
    private volatile SessionWriter writer;
    private volatile Session handshake;
    private volatile Session none;
    final Wishes<F> wishes;
    volatile boolean client;
    private volatile boolean moded;

    Endpoint(Setup setup, F face, Face itself, String host, int port) {
        this.setup = setup;
        this.face = face;
        this.itself = itself;
        this.host = host;
        this.port = port;
        this.wishes = new Wishes<>(setup.defaults(), false);
    }

    Setup setup() {
        return setup;
    }

    /** The peer's address has become known. */
    void peer(String itsHost, int itsPort) {
        if (host == null) host = itsHost;
        port = itsPort;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** @throws IllegalArgumentException once the handshake has begun */
    void role(boolean asClient) {
        starting.lock();
        try {
            if (carrier != null)
                throw new IllegalArgumentException("Cannot change mode after SSL traffic has started");
            if (asClient != client) wishes.turn(setup.defaults(), asClient);
            client = asClient;
            moded = true;
        } finally {
            starting.unlock();
        }
    }

    /** The connection, if the handshake has begun. */
    TlsCarrier carrier() {
        return carrier;
    }

    /**
     * Server: does the program want to know its client, who has shown nothing yet and offered to do so later? RFC 9846
     * section 4.7.2.
     */
    boolean mayAsk() {
        return wantsToKnow() && writer.offersLater && !isAsking();
    }

    /** Server: does the program want to know its client, who has shown nothing yet? */
    boolean wantsToKnow() {
        return !client && (wishes.needsClient || wishes.wantsClient)
            && carrier.facts().filter(it -> it.peerChain().isEmpty()).isPresent();
    }

    /** Server: is the client's answer awaited? */
    boolean isAsking() {
        return writer != null && writer.isAsking();
    }

    boolean isEstablished() {
        return carrier != null && carrier.facts().isPresent();
    }

    /**
     * Begins the handshake, if nobody has.
     *
     * @throws SSLHandshakeException if the wishes leave nothing to be spoken
     */
    TlsCarrier begin() throws SSLException {
        if (carrier != null) return carrier;
        starting.lock();
        try {
            if (carrier == null) carrier = start();
            return carrier;
        } finally {
            starting.unlock();
        }
    }

    private TlsCarrier start() throws SSLException {
        if (!moded) throw new IllegalStateException("Client/Server mode has not yet been set.");
        var session = new Session(client ? setup.clientSessions() : setup.serverSessions(), host, port, true);
        var names = client ? serverNames() : List.<SNIServerName>of();
        session.serverNames = names;
        handshake = session;
        writer = new SessionWriter(session, this::exporter);
        try {
            var terms = new Terms(setup, wishes, client, itself, session, protocolChoice());
            var config = terms.config();
            session.ownSchemes = config.schemes();
            if (client && !wishes.createsSessions) checkHasSession(config.clientSessions(), terms.sessionKey());
            var made = new TlsCarrier(config,
                Wish.of(sent(names), Optional.empty()).sessionKey(terms.sessionKey()).ech(echConfigs(config, names)),
                observer());
            if (wishes.limitsPackets()) made.limitRecords(wishes.packetSize);
            made.start();
            return made;
        } catch (IllegalArgumentException failure) {
            throw new SSLHandshakeException("No appropriate protocol (protocol is disabled or cipher suites are "
                + "inappropriate): " + failure.getMessage(), failure);
        } catch (HandshakeFailure failure) {
            throw Failures.thrown(failure);
        }
    }

    /** Only a name can be hidden. RFC 9849 section 6.1. */
    private Optional<EchConfigList> echConfigs(TlsConfig config, List<SNIServerName> names) {
        return client ? sent(names).flatMap(name -> config.ech().source().find(name, port)) : Optional.empty();
    }

    /** The program wants to go on with an earlier session, or not at all. */
    private static void checkHasSession(ClientSessions sessions, String key) throws SSLHandshakeException {
        var kept = sessions.take(key)
            .orElseThrow(() -> new SSLHandshakeException("No existing session to resume"));
        sessions.put(key, kept);
    }

    private dev.parley.crypto.Secret exporter(String label, byte[] context, int length) {
        return carrier.export(label, context, length);
    }

    private Observer observer() {
        var all = new ArrayList<Observer>();
        all.add(writer);
        FlightRecorder.of(client, host, port).ifPresent(all::add);
        Log.of(client, host, port).ifPresent(all::add);
        if (wishes.observer != null) all.add(wishes.observer.get());
        return Observer.all(all);
    }

    private Function<List<String>, String> protocolChoice() {
        BiFunction<F, List<String>, String> chooser = client ? null : wishes.protocolSelector;
        return chooser == null ? null : offered -> chooser.apply(face, offered);
    }

    /** Those that the program named, or the host if it is a name that others can know. */
    private List<SNIServerName> serverNames() {
        if (wishes.serverNames != null) return wishes.serverNames;
        if (host == null || host.indexOf('.') <= 0 || host.endsWith(".")) return List.of();
        try {
            return HostName.of(host) instanceof HostName.Dns(var name) ? List.of(new SNIHostName(name)) : List.of();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    private static Optional<String> sent(List<SNIServerName> names) {
        return names.stream().filter(SNIHostName.class::isInstance).map(it -> ((SNIHostName) it).getAsciiName())
            .findFirst();
    }

    /** The session of the connection; before there is one, one that stands for none. */
    Session session() {
        if (isEstablished()) return handshake;
        if (none == null) none = new Session(null, null, -1, false);
        return none;
    }

    /** The session that a handshake is making, or {@code null} as long as there is nothing to be seen of one. */
    Session handshakeSession() {
        var session = handshake;
        return session == null || !session.isSeen() || isEstablished() || failed() ? null : session;
    }

    private boolean failed() {
        return carrier != null && carrier.failure().isPresent();
    }

    /** The application protocol: {@code null} until it is known, {@code ""} for none. */
    String protocol() {
        if (!isEstablished()) return null;
        return carrier.facts().get().protocol().map(dev.parley.wire.Bytes::latin1).orElse("");
    }

    String handshakeProtocol() {
        return writer == null || isEstablished() ? null : writer.protocol;
    }
}
