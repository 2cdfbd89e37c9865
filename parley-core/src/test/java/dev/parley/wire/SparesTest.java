package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SparesTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void oneThatWasGivenBackIsTakenAgain() {
        var spares = new Spares<>(Object::new);
        var one = spares.take();
        spares.give(one);
        assertThat(spares.take()).isSameAs(one);
        assertThat(spares.take()).isNotSameAs(one);
    }

    @Test
    void noneIsMadeAsLongAsOneIsLeft() {
        var spares = new Spares<>(made::incrementAndGet);
        for (int i = 0; i < 100; i++) spares.give(spares.take());
        assertThat(made).hasValue(1);
    }

    @Test
    void keepsNoMoreThanItHasPlacesFor() {
        for (var spares : java.util.List.of(new Spares<>(made::incrementAndGet), Spares.few(made::incrementAndGet))) {
            var all = new ArrayList<Integer>();
            for (int i = 0; i < 2 * spares.most(); i++) all.add(spares.take());
            all.forEach(spares::give);
            int before = made.get();
            int kept = 0;
            while (made.get() == before) {
                spares.take();
                kept++;
            }
            assertThat(kept - 1).isPositive().isLessThanOrEqualTo(spares.most());
        }
        assertThat(Spares.few(Object::new).most()).isEqualTo(8);
    }

    /** Whoever takes one has it alone: no other thread is handed the same before it is given back. */
    @Test
    void noTwoHaveTheSame() throws Exception {
        var spares = Spares.few(AtomicInteger::new);
        var shared = new AtomicInteger();
        var used = Collections.synchronizedMap(new IdentityHashMap<AtomicInteger, Boolean>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 8; thread++) threads.submit(() -> {
                for (int i = 0; i < 2000; i++) {
                    var mine = spares.take();
                    used.put(mine, true);
                    if (mine.incrementAndGet() != 1) shared.incrementAndGet();
                    if (i % 16 == 0) Thread.yield();
                    if (mine.decrementAndGet() != 0) shared.incrementAndGet();
                    spares.give(mine);
                }
            });
        }
        assertThat(shared).hasValue(0);
        assertThat(used).isNotEmpty();
    }
}
