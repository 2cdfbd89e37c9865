package dev.parley.session;

import dev.parley.crypto.Crypto;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Ticket keys made on this machine, replaced when their time is over: forward secrecy for what tickets protect. */
final class RotatingTicketKeys implements TicketKeys {
    private record Keys(List<TicketKey> newestFirst, Instant since) {}

    private final Crypto crypto;
    private final Duration every;
    private final int kept;
    private final InstantSource clock;
    private final ReentrantLock rotating = new ReentrantLock();
    private volatile Keys keys;

    RotatingTicketKeys(Crypto crypto, Duration every, int kept, InstantSource clock) {
        this.crypto = crypto;
        this.every = every;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public TicketKey current() {
        return fresh().newestFirst.getFirst();
    }

    @Override
    public Optional<TicketKey> named(Bytes name) {
        return fresh().newestFirst.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    private Keys fresh() {
        var now = clock.instant();
        var these = keys;
        if (isFresh(these, now)) return these;
        rotating.lock();
        try {
            if (!isFresh(keys, now)) keys = next(keys, now);
            return keys;
        } finally {
            rotating.unlock();
        }
    }

    private boolean isFresh(Keys these, Instant now) {
        return these != null && now.isBefore(these.since.plus(every));
    }

    private Keys next(Keys old, Instant now) {
        var all = new ArrayList<TicketKey>();
        all.add(TicketKey.random(crypto));
        if (old != null) all.addAll(stillOpen(old, now));
        return new Keys(List.copyOf(all), now);
    }

    /** Keys whose time is over are left to the collector: a connection may be using one at this moment. */
    private List<TicketKey> stillOpen(Keys old, Instant now) {
        long rotationsMissed = Math.max(0, Duration.between(old.since, now).dividedBy(every) - 1);
        long remain = Math.max(0, Math.min(old.newestFirst.size(), kept - rotationsMissed));
        return old.newestFirst.subList(0, (int) remain);
    }
}
