package dev.parley.ocsp;

import dev.parley.credential.OcspResponse;
import java.time.Duration;
import java.time.Instant;

/** When to ask again: well before a response ends, and patiently while nobody answers. */
final class Freshness {
    /** For responses that do not say how long they count. */
    private static final Duration WITHOUT_END = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(1);
    private static final Duration LAST_PATIENCE = Duration.ofHours(1);

    private Freshness() {}

    /** Half of its time after it began, so that there is as much again to find somebody who answers. */
    static Duration until(OcspResponse.Single response, Instant now) {
        var lasts = response.to().map(to -> Duration.between(response.from(), to)).orElse(WITHOUT_END.multipliedBy(2));
        var start = response.to().isPresent() ? response.from() : now;
        return clamp(Duration.between(now, start.plus(lasts.dividedBy(2))), SHORTEST, LONGEST);
    }

    /** A minute, then twice as long each time, up to an hour. @param failures how often it has failed since it last did not */
    static Duration patience(int failures) {
        return clamp(FIRST_PATIENCE.multipliedBy(1L << Math.min(failures - 1, 10)), FIRST_PATIENCE, LAST_PATIENCE);
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) return least;
        return value.compareTo(most) > 0 ? most : value;
    }
}
