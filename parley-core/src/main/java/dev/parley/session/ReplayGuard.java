package dev.parley.session;

import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Remembers which early data was accepted, so that nobody accepts it twice. Where several servers answer for one name,
 * they share one. RFC 9846 sections 8.1 and 8.2. Thread-safe.
 */
public interface ReplayGuard {
    /**
     * Is it seen for the first time, for certain? Asked once for each hello with early data; two who ask at once get one
     * {@code true}. A guard that forgot something, because it was started anew, cannot tell of a hello that may be older
     * than its memory, and says {@code false}. RFC 9846 section 8.2.
     *
     * @param fingerprint of the hello, unique to it
     * @param issued when the ticket was given out that the hello uses: the hello cannot be older
     * @param window how long it must be remembered
     * @throws StoreUnavailable if that cannot be told in time: early data is then refused
     */
    boolean isFirst(Bytes fingerprint, Instant issued, Duration window);

    /** May the call take longer than a memory access? Then it is made as a task. */
    default boolean isRemote() {
        return false;
    }

    /**
     * In this machine's memory.
     *
     * @param entries how many it remembers; when it is full, early data is refused until the oldest has left its window
     */
    static ReplayGuard inMemory(int entries, InstantSource clock) {
        return new MemoryReplayGuard(entries, clock);
    }
}
