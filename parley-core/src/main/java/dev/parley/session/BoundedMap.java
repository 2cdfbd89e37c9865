package dev.parley.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A map bounded by weight and by time; of too many, the entry used longest ago goes first. Cut into segments with a lock
 * each, so that connections do not wait for one another. Thread-safe.
 */
final class BoundedMap<K, V> {
    private static final int SEGMENTS = 16;

    private record Entry<V>(V value, long weight, Instant until) {}

    private final class Segment {
        final ReentrantLock lock = new ReentrantLock();
        final LinkedHashMap<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
        long weight;
    }

    private final long most;
    private final InstantSource clock;
    private final Consumer<V> gone;
    private final java.util.List<Segment> segments;

    /** @param gone told of values that were put out by others or by time, not of those taken */
    BoundedMap(long most, InstantSource clock, Consumer<V> gone) {
        this.most = most;
        this.clock = clock;
        this.gone = gone;
        this.segments = java.util.stream.IntStream.range(0, SEGMENTS).mapToObj(i -> new Segment()).toList();
    }

    void put(K key, V value, long weight, Duration lifetime) {
        var until = clock.instant().plus(lifetime);
        within(key, segment -> {
            var old = segment.entries.put(key, new Entry<>(value, weight, until));
            segment.weight += weight;
            if (old != null) drop(segment, old);
            trim(segment);
            return null;
        });
    }

    Optional<V> get(K key) {
        return within(key, segment -> alive(segment, key).map(Entry::value));
    }

    Optional<V> take(K key) {
        return within(key, segment -> alive(segment, key).map(entry -> {
            segment.entries.remove(key);
            segment.weight -= entry.weight;
            return entry.value;
        }));
    }

    /** How much all entries weigh. */
    long weight() {
        return segments.stream().mapToLong(segment -> segment.weight).sum();
    }

    private Optional<Entry<V>> alive(Segment segment, K key) {
        var entry = segment.entries.get(key);
        if (entry == null) return Optional.empty();
        if (clock.instant().isBefore(entry.until)) return Optional.of(entry);
        segment.entries.remove(key);
        drop(segment, entry);
        return Optional.empty();
    }

    private void trim(Segment segment) {
        Iterator<Map.Entry<K, Entry<V>>> oldest = segment.entries.entrySet().iterator();
        while (segment.weight > most / SEGMENTS && oldest.hasNext()) {
            var entry = oldest.next().getValue();
            oldest.remove();
            drop(segment, entry);
        }
    }

    private void drop(Segment segment, Entry<V> entry) {
        segment.weight -= entry.weight;
        gone.accept(entry.value);
    }

    private <R> R within(K key, java.util.function.Function<Segment, R> action) {
        int hash = key.hashCode();
        var segment = segments.get((hash ^ hash >>> 16) & SEGMENTS - 1);
        segment.lock.lock();
        try {
            return action.apply(segment);
        } finally {
            segment.lock.unlock();
        }
    }
}
