package dev.parley.explain.capture;

import java.math.BigInteger;
import java.time.Instant;

/** Times as pcapng counts them. */
final class Ticks {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);

    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Ticks() {}

    /**
     * @param ticks an unsigned number
     * @param resolution a tick is 10 to the minus this many seconds or, with the highest bit set, 2 to the minus
     * @param more seconds to add
     */
    static Instant toInstant(long ticks, int resolution, long more) {
        if (ticks >= 0 && resolution == 6) return plus(ticks / 1_000_000, ticks % 1_000_000 * 1_000, more);
        if (ticks >= 0 && resolution == 9) return plus(ticks / 1_000_000_000, ticks % 1_000_000_000, more);
        var perSecond = BigInteger.valueOf(resolution < 0x80 ? 10 : 2).pow(resolution & 0x7F);
        var parts = new BigInteger(Long.toUnsignedString(ticks)).divideAndRemainder(perSecond);
        return plus(parts[0].longValue(), parts[1].multiply(NANOS).divide(perSecond).longValue(), more);
    }

    /** Nonsense times are moved to the end of the calendar, not refused. */
    private static Instant plus(long seconds, long nanos, long more) {
        if (seconds < 0 || seconds > LAST || more > LAST) return Instant.ofEpochSecond(LAST);
        return Instant.ofEpochSecond(Math.clamp(seconds + Math.max(more, -LAST), 0, LAST), nanos);
    }
}
