package dev.parley.session;

import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where a server keeps sessions by their id: in memory, or shared by many servers. What it keeps is sealed under the
 * ticket keys, so that whoever reads the store learns nothing. Thread-safe.
 */
public interface SessionStore {
    /** Keeps a session, as far as there is room. @throws StoreUnavailable if the store does not answer in time */
    void put(Bytes id, Bytes sealed, Duration lifetime);

    /** @throws StoreUnavailable if the store does not answer in time */
    Optional<Bytes> get(Bytes id);

    /** Gives a session out and forgets it, both at once, so that nobody else gets it. @throws StoreUnavailable likewise */
    Optional<Bytes> take(Bytes id);

    /** @throws StoreUnavailable likewise */
    void remove(Bytes id);

    /** May these calls take longer than a memory access? Then they are made as tasks. */
    default boolean isRemote() {
        return false;
    }

    /** In this machine's memory. @param bytes the most that all sessions together may take */
    static SessionStore inMemory(long bytes) {
        return inMemory(bytes, InstantSource.system());
    }

    /** As {@link #inMemory(long)}, with the clock that the connections go by. */
    static SessionStore inMemory(long bytes, InstantSource clock) {
        return new MemorySessionStore(bytes, clock);
    }
}
