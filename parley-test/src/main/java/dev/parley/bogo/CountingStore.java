package dev.parley.bogo;

import dev.parley.session.SessionStore;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A test's session cache, which tells whether something was put into it. */
final class CountingStore implements SessionStore {
    private final Map<Bytes, Bytes> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger since = new AtomicInteger();

    @Override
    public void put(Bytes id, Bytes sealed, Duration lifetime) {
        sessions.put(id, sealed);
        since.incrementAndGet();
    }

    @Override
    public Optional<Bytes> get(Bytes id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Optional<Bytes> take(Bytes id) {
        return Optional.ofNullable(sessions.remove(id));
    }

    @Override
    public void remove(Bytes id) {
        sessions.remove(id);
    }

    /** How many have come since the last call. */
    int come() {
        return since.getAndSet(0);
    }
}
