package dev.parley.session;

import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Sessions in memory, bounded by bytes and by time; the one used longest ago goes first. */
final class MemorySessionStore implements SessionStore {
    private final BoundedMap<Bytes, Bytes> sessions;

    MemorySessionStore(long bytes, InstantSource clock) {
        this.sessions = new BoundedMap<>(bytes, clock, gone -> {});
    }

    @Override
    public void put(Bytes id, Bytes sealed, Duration lifetime) {
        sessions.put(id, sealed, id.length() + sealed.length() + ENTRY, lifetime);
    }

    /** What the map itself needs for an entry, in bytes, roughly. */
    private static final int ENTRY = 200;

    @Override
    public Optional<Bytes> get(Bytes id) {
        return sessions.get(id);
    }

    @Override
    public Optional<Bytes> take(Bytes id) {
        return sessions.take(id);
    }

    @Override
    public void remove(Bytes id) {
        sessions.take(id);
    }
}
