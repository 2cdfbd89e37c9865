package dev.parley.session;

import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers which early data was accepted, so that nobody accepts it twice. Where several servers answer for one name,
 * they share one. RFC 9846 sections 8.1 and 8.2. Thread-safe.
 */
public interface ReplayGuard {
    /**
     * Is it seen for the first time? Asked once for each hello with early data; two who ask at once get one {@code true}.
     *
     * @param fingerprint of the hello, unique to it
     * @param window how long it must be remembered
     * @throws StoreUnavailable if that cannot be told in time: early data is then refused
     */
    boolean isFirst(Bytes fingerprint, Duration window);

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
        var seen = new java.util.LinkedHashMap<Bytes, java.time.Instant>();
        var lock = new ReentrantLock();
        return (fingerprint, window) -> {
            lock.lock();
            try {
                var now = clock.instant();
                var oldest = seen.entrySet().iterator();
                while (oldest.hasNext() && oldest.next().getValue().isBefore(now)) oldest.remove();
                if (seen.size() >= entries) return false;
                return seen.putIfAbsent(fingerprint, now.plus(window)) == null;
            } finally {
                lock.unlock();
            }
        };
    }
}
