package dev.parley.jsse;

import dev.parley.session.ClientSessions;
import dev.parley.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the sessions with so many peers, those that were met last: JSSE counts sessions, the core weighs them. */
final class RecentPeers implements ClientSessions {
    private final ClientSessions all;
    private final int most;
    private final LinkedHashSet<String> recent = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();

    RecentPeers(ClientSessions all, int most) {
        this.all = all;
        this.most = most;
    }

    @Override
    public void put(String peer, Session session) {
        all.put(peer, session);
        for (var old : met(peer)) all.forget(old);
    }

    /** @return whose place it takes */
    private List<String> met(String peer) {
        lock.lock();
        try {
            recent.addLast(peer); // it moves there if it was elsewhere
            var old = new ArrayList<String>();
            while (recent.size() > most) old.add(recent.removeFirst());
            return old;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Session> take(String peer) {
        return all.take(peer);
    }

    @Override
    public void forget(String peer) {
        lock.lock();
        try {
            recent.remove(peer);
        } finally {
            lock.unlock();
        }
        all.forget(peer);
    }
}
