package dev.parley.session;

import java.util.Optional;

/** A client's sessions, without tickets of TLS 1.2. */
record SessionsById(ClientSessions inner) implements ClientSessions {
    @Override
    public boolean keeps() {
        return inner.keeps();
    }

    @Override
    public boolean takesTickets() {
        return false;
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
