package dev.parley.session;

import java.util.Optional;

/** A client's sessions with other wishes about tickets. */
record SessionsAs(ClientSessions inner, boolean takesTickets, Optional<TicketsWanted> ticketsWanted)
    implements ClientSessions {
    @Override
    public boolean keeps() {
        return inner.keeps();
    }

    @Override
    public void put(String peer, Session session) {
        inner.put(peer, session);
    }

    @Override
    public Optional<Session> take(String peer) {
        return inner.take(peer);
    }

    @Override
    public void forget(String peer) {
        inner.forget(peer);
    }
}
