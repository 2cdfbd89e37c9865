package dev.parley.session;

import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers early data in this machine's memory, since it was made. */
final class MemoryReplayGuard implements ReplayGuard {
    private final int most;
    private final InstantSource clock;
    private final Instant since;
    private final Map<Bytes, Instant> seen = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    MemoryReplayGuard(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
        this.since = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as exact as tickets are
    }

    @Override
    public boolean isFirst(Bytes fingerprint, Instant issued, Duration window) {
        if (issued.isBefore(since)) return false;
        lock.lock();
        try {
            var now = clock.instant();
            var oldest = seen.values().iterator();
            while (oldest.hasNext() && oldest.next().isBefore(now)) oldest.remove();
            if (seen.size() >= most) return false;
            return seen.putIfAbsent(fingerprint, now.plus(window)) == null;
        } finally {
            lock.unlock();
        }
    }
}
