package dev.parley;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A moment by which something must be done. @param nanos of {@link System#nanoTime}; {@code 0} for never */
record Deadline(long nanos) {
    static Deadline in(Duration patience) {
        return new Deadline(patience.isZero() ? 0 : Math.max(1, System.nanoTime() + patience.toNanos()));
    }

    /** What is left, for {@link java.net.Socket#setSoTimeout}; 0 for no limit. @throws SocketTimeoutException if it has passed */
    int millis() throws SocketTimeoutException {
        if (nanos == 0) return 0;
        long left = (nanos - System.nanoTime()) / 1_000_000;
        if (left <= 0) throw new SocketTimeoutException("the time for the handshake is over");
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
