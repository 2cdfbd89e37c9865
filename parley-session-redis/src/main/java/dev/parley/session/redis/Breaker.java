package dev.parley.session.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers that something does not answer, so that not everybody has to find out by waiting. After a failure nobody is
 * let through for a while; then one may try. The while doubles with each trial that fails. Thread-safe, without a lock.
 */
final class Breaker {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** @param until in nanoseconds of {@link System#nanoTime} */
    private record Shut(long until, long pause) {}

    /** One who was let through, and who says how it went. @param seen what was known then */
    final class Attempt {
        private final Shut seen;

        private Attempt(Shut seen) {
            this.seen = seen;
        }

        /** @return was this the end of a time without answers? */
        boolean worked() {
            return seen != null && shut.compareAndSet(seen, null);
        }

        /** Of many who fail together, the first is heard. @return is this the beginning of a time without answers? */
        boolean failed() {
            long pause = seen == null ? FIRST.toNanos() : Math.min(2 * seen.pause, LONGEST.toNanos());
            return shut.compareAndSet(seen, new Shut(System.nanoTime() + pause, pause)) && seen == null;
        }
    }

    private final AtomicReference<Shut> shut = new AtomicReference<>();

    Optional<Attempt> attempt() {
        var now = shut.get();
        if (now == null) return Optional.of(new Attempt(null));
        if (System.nanoTime() - now.until < 0) return Optional.empty();
        var trial = new Shut(System.nanoTime() + now.pause, now.pause); // the others wait for this one
        return shut.compareAndSet(now, trial) ? Optional.of(new Attempt(trial)) : Optional.empty();
    }
}
