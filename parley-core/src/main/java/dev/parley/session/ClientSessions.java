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

        @Override
        public void forget(String peer) {}
    };

    /** Does it keep anything? */
    default boolean keeps() {
        return true;
    }

    /** Does it want tickets of TLS 1.2? Without them sessions are known by their ids. RFC 5077 section 3.2. */
    default boolean takesTickets() {
        return true;
    }

    /** How many tickets to ask a server of TLS 1.3 for; empty to leave it to the server. RFC 9149. */
    default Optional<TicketsWanted> ticketsWanted() {
        return Optional.empty();
    }

    /** @param fresh after a full handshake, 0 to 255; @param resumed after one that went on from a session */
    record TicketsWanted(int fresh, int resumed) {
        public TicketsWanted {
            if (fresh < 0 || fresh > 255 || resumed < 0 || resumed > 255)
                throw new IllegalArgumentException("0 to 255 tickets can be asked for");
        }
    }

    /** The same, asking servers for so many tickets: as many as there are connections side by side. RFC 9149. */
    default ClientSessions asking(int fresh, int resumed) {
        return new SessionsAs(this, takesTickets(), Optional.of(new TicketsWanted(fresh, resumed)));
    }

    /** The same, but in TLS 1.2 sessions are known by their ids alone, and the server has to keep them. */
    default ClientSessions byId() {
        return new SessionsAs(this, false, ticketsWanted());
    }

    /** Keeps a session, which belongs to the store from now on. @param peer such as {@code example.org:443} */
    void put(String peer, Session session);

    /**
     * The newest session with this peer, which belongs to the caller from now on. Tickets of TLS 1.3 are given out once
     * (RFC 9846 appendix C.4); sessions of TLS 1.2 are copied.
     */
    Optional<Session> take(String peer);

    /** Forgets the sessions with this peer, and closes them: one failed, or the peer knows them no more. */
    void forget(String peer);

    /** In this machine's memory. @param bytes the most that all sessions together may take; @param each how many for one peer */
    static ClientSessions inMemory(long bytes, int each) {
        return inMemory(bytes, each, InstantSource.system());
    }

    /** As {@link #inMemory(long, int)}, with the clock that the connections go by. */
    static ClientSessions inMemory(long bytes, int each, InstantSource clock) {
        return new MemoryClientSessions(bytes, each, clock);
    }
}
