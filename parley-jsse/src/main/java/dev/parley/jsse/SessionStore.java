package dev.parley.jsse;

import dev.parley.crypto.Crypto;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * The sessions of a context, on one side, that may be continued. They are the core's: a client's by peer, a server's in
 * tickets that the clients keep. So there is no list of them to be shown. When the trust of the context is replaced, all of
 * them are forgotten: who was trusted before must be judged anew. Thread-safe.
 */
final class SessionStore implements SSLSessionContext {
    private static final int DAY = 86_400;
    private static final int MOST = 20_480;
    /** What one takes at most, as a rule: the certificates of the peer, and a ticket that holds this side's. */
    private static final int WEIGHT = 8_192;
    /** The core's memory is in parts, each of which must have room for some. */
    private static final int FEWEST = 256;

    private final Crypto crypto;
    private final InstantSource clock;
    private final AtomicReference<Held> held;
    final Shown shown = new Shown();
    private volatile int timeout = DAY;
    private volatile int size = Math.max(0, Integer.getInteger("javax.net.ssl.sessionCacheSize", MOST));

    /** @param generation of the trust under which they were made */
    private record Held(long generation, ClientSessions client, ServerSessions server) {}

    SessionStore(Crypto crypto, InstantSource clock) {
        this.crypto = crypto;
        this.clock = clock;
        this.held = new AtomicReference<>(fresh(0));
    }

    private Held fresh(long generation) {
        int peers = size == 0 ? Integer.MAX_VALUE : size;
        long bytes = (long) Math.max(peers, FEWEST) * WEIGHT;
        return new Held(generation, new RecentPeers(ClientSessions.inMemory(bytes, 4, clock), peers),
            ServerSessions.standard(crypto, clock).store(dev.parley.session.SessionStore.inMemory(bytes, clock))
                .lifetime(lifetime()));
    }

    private Held held(long generation) {
        return held.updateAndGet(old -> old.generation == generation ? old : fresh(generation));
    }

    ClientSessions client(long generation) {
        return held(generation).client;
    }

    ServerSessions server(long generation) {
        return held(generation).server;
    }

    /** How long a session may be continued; never longer than TLS 1.3 allows. RFC 9846 section 4.7.1. */
    Duration lifetime() {
        var wanted = Duration.ofSeconds(timeout == 0 ? Integer.MAX_VALUE : timeout);
        return wanted.compareTo(dev.parley.session.Session.LONGEST) < 0 ? wanted : dev.parley.session.Session.LONGEST;
    }

    /** By the timeout as it is now, which may be shorter than it was when the session began. */
    boolean isTooOld(dev.parley.session.Session one) {
        return !clock.instant().isBefore(one.created().plus(lifetime()));
    }

    @Override
    public SSLSession getSession(byte[] id) {
        if (id == null) throw new NullPointerException("session id cannot be null");
        return null;
    }

    @Override
    public Enumeration<byte[]> getIds() {
        return Collections.emptyEnumeration();
    }

    @Override
    public void setSessionTimeout(int seconds) {
        if (seconds < 0) throw new IllegalArgumentException("the timeout is negative");
        timeout = seconds;
        held.updateAndGet(old -> new Held(old.generation, old.client, old.server.lifetime(lifetime())));
    }

    @Override
    public int getSessionTimeout() {
        return timeout;
    }

    @Override
    public void setSessionCacheSize(int entries) {
        if (entries < 0) throw new IllegalArgumentException("the size is negative");
        if (entries == size) return;
        size = entries;
        held.updateAndGet(old -> fresh(old.generation));
    }

    @Override
    public int getSessionCacheSize() {
        return size;
    }
}
