package dev.parley.crypto.jca;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects of the JCA between two uses: looking a new one up takes longer, and more of the heap, than most of them are
 * needed for. Whoever takes one owns it; whoever gives one back has wiped it, and keeps nothing that could use it.
 * Thread-safe without a lock; what finds no place is left to the collector.
 */
final class Spares<T> {
    private static final int PROBES = 8;
    private static final int PLACES =
        Math.max(64, Integer.highestOneBit(16 * Runtime.getRuntime().availableProcessors() - 1));

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);
    private final Supplier<T> maker;

    Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    T take() {
        for (int i = 0; i < PROBES; i++) {
            int place = place(i);
            if (places.getPlain(place) == null) continue;
            var spare = places.getAndSet(place, null);
            if (spare != null) return spare;
        }
        return maker.get();
    }

    void give(T spare) {
        for (int i = 0; i < PROBES; i++) {
            int place = place(i);
            if (places.getPlain(place) == null && places.compareAndSet(place, null, spare)) return;
        }
    }

    /** Each thread begins at a place of its own, so that many of them seldom meet. */
    private static int place(int probe) {
        return (int) (Thread.currentThread().threadId() * PROBES + probe) & PLACES - 1;
    }
}
