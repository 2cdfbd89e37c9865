package dev.parley.session;

import dev.parley.id.ProtocolVersion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A client's sessions in memory: several tickets for each peer, the newest first. */
final class MemoryClientSessions implements ClientSessions {
    private final BoundedMap<String, Deque<Session>> peers;
    private final int each;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    MemoryClientSessions(long bytes, int each, InstantSource clock) {
        this.peers = new BoundedMap<>(bytes, clock, gone -> gone.forEach(Session::close));
        this.each = each;
        this.clock = clock;
    }

    @Override
    public void put(String peer, Session session) {
        lock.lock();
        try {
            var all = peers.take(peer).orElseGet(ArrayDeque::new);
            if (isReused(session)) all.removeIf(MemoryClientSessions::isReusedAndClosed);
            all.addFirst(session);
            while (all.size() > each) all.removeLast().close();
            keep(peer, all);
        } finally {
            lock.unlock();
        }
    }

    /** There is one session of TLS 1.2 at a time. */
    private static boolean isReusedAndClosed(Session old) {
        if (!isReused(old)) return false;
        old.close();
        return true;
    }

    private void keep(String peer, Deque<Session> all) {
        var longest = Duration.ZERO;
        long weight = 0;
        for (var session : all) {
            if (session.lifetime().compareTo(longest) > 0) longest = session.lifetime();
            weight += session.weight();
        }
        peers.put(peer, all, weight, longest);
    }

    @Override
    public Optional<Session> take(String peer) {
        lock.lock();
        try {
            var found = peers.take(peer);
            if (found.isEmpty()) return Optional.empty();
            var all = found.get();
            all.removeIf(this::isExpiredAndClosed);
            var newest = all.pollFirst();
            if (newest == null) return Optional.empty();
            Session given = newest;
            if (isReused(newest)) {
                given = newest.copy();
                all.addLast(newest);
            }
            if (!all.isEmpty()) keep(peer, all);
            return Optional.of(given);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(String peer) {
        peers.take(peer).ifPresent(all -> all.forEach(Session::close));
    }

    private boolean isExpiredAndClosed(Session session) {
        if (!session.isExpired(clock.instant())) return false;
        session.close();
        return true;
    }

    private static boolean isReused(Session session) {
        return session.version().equals(ProtocolVersion.TLS_1_2);
    }
}
