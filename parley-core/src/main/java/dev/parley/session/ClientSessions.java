package dev.parley.session;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Where a client keeps the sessions it may continue, by the peer they are with. Thread-safe; never blocks.
 */
public interface ClientSessions {
    /** Keeps nothing: every handshake is a full one. */
    ClientSessions NONE = new ClientSessions() {
        @Override
        public void put(String peer, Session session) {
            session.close();
        }

        @Override
        public boolean keeps() {
            return false;
        }

        @Override
        public Optional<Session> take(String peer) {
            return Optional.empty();
        }
    };

    /** Does it keep anything? */
    default boolean keeps() {
        return true;
    }

    /** Does it want tickets of TLS 1.2? Without them sessions are known by their ids. RFC 5077 section 3.2. */
    default boolean takesTickets() {
        return true;
    }

    /** The same, but in TLS 1.2 sessions are known by their ids alone, and the server has to keep them. */
    default ClientSessions byId() {
        return new SessionsById(this);
    }

    /** Keeps a session, which belongs to the store from now on. @param peer such as {@code example.org:443} */
    void put(String peer, Session session);

    /**
     * The newest session with this peer, which belongs to the caller from now on. Tickets of TLS 1.3 are given out once
     * (RFC 9846 appendix C.4); sessions of TLS 1.2 are copied.
     */
    Optional<Session> take(String peer);

    /** Forgets the sessions with this peer. */
    default void forget(String peer) {
        while (take(peer).map(session -> {
            session.close();
            return session;
        }).isPresent()) {}
    }

    /** In this machine's memory. @param bytes the most that all sessions together may take; @param each how many for one peer */
    static ClientSessions inMemory(long bytes, int each) {
        return inMemory(bytes, each, InstantSource.system());
    }

    /** As {@link #inMemory(long, int)}, with the clock that the connections go by. */
    static ClientSessions inMemory(long bytes, int each, InstantSource clock) {
        return new MemoryClientSessions(bytes, each, clock);
    }
}
