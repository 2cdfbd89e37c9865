package dev.parley.jsse;

import dev.parley.id.ProtocolVersion;
import dev.parley.session.ClientSessions;
import dev.parley.session.Session;
import java.util.Optional;

/**
 * A client connection's view of the sessions of its context: it adds none once the program has invalidated its session, and
 * keeps and uses none for longer than the program wants.
 */
record Resumable(ClientSessions all, SessionStore store, dev.parley.jsse.Session session) implements ClientSessions {
    @Override
    public void put(String peer, Session one) {
        if (!session.isValid()) {
            one.close();
            return;
        }
        var lifetime = store.lifetime().compareTo(one.lifetime()) < 0 ? store.lifetime() : one.lifetime();
        all.put(peer, new Session(one.version(), one.suite(), one.secret(), one.extendedMainSecret(),
            one.encryptThenMac(), one.created(), lifetime, one.serverName(), one.protocol(), one.peerChain(),
            one.ageAdd(), one.earlyData(), one.id(), one.isTicket(), one.until()));
    }

    @Override
    public Optional<Session> take(String peer) {
        var taken = all.take(peer);
        while (taken.isPresent() && store.isTooOld(taken.get())) {
            taken.get().close();
            if (taken.get().version().equals(ProtocolVersion.TLS_1_2)) all.forget(peer); // else it would come again
            taken = all.take(peer);
        }
        return taken;
    }

    @Override
    public void forget(String peer) {
        all.forget(peer);
    }
}
