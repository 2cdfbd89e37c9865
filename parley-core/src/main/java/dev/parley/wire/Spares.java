package dev.parley.wire;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects between two uses: making a new one takes longer, or more of the heap, than most of them are needed for. Whoever
 * takes one owns it; whoever gives one back has wiped it, and keeps nothing that could use it. Thread-safe without a lock;
 * what finds no place is left to the collector.
 */
public final class Spares<T> {
    private static final int PROBES = 8;
    private static final int MANY =
        Math.max(64, Integer.highestOneBit(16 * Runtime.getRuntime().availableProcessors() - 1));

    private final AtomicReferenceArray<T> places;
    private final Supplier<T> maker;

    /** @param maker makes one where there is none left */
    public Spares(Supplier<T> maker) {
        this(MANY, maker);
    }

    private Spares(int places, Supplier<T> maker) {
        this.places = new AtomicReferenceArray<>(places);
        this.maker = maker;
    }

    /** For something of which there are many kinds, each with spares of its own: keeps at most eight. */
    public static <T> Spares<T> few(Supplier<T> maker) {
        return new Spares<>(PROBES, maker);
    }

    public T take() {
        for (int i = 0; i < PROBES; i++) {
            int place = place(i);
            if (places.getPlain(place) == null) continue;
            var spare = places.getAndSet(place, null);
            if (spare != null) return spare;
        }
        return maker.get();
    }

    public void give(T spare) {
        for (int i = 0; i < PROBES; i++) {
            int place = place(i);
            if (places.getPlain(place) == null && places.compareAndSet(place, null, spare)) return;
        }
    }

    /** How many it keeps at most. */
    int most() {
        return places.length();
    }

    /** Each thread begins at a place of its own, so that many of them seldom meet. */
    private int place(int probe) {
        return (int) (Thread.currentThread().threadId() * PROBES + probe) & places.length() - 1;
    }
}
