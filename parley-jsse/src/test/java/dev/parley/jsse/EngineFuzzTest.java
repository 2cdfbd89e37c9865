package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two engines, everything else by chance: which of them does what, in how large buffers of which kind, and when it ends. No
 * byte is lost or invented, nothing that did not fit was consumed, FINISHED is told once, and the end is reached.
 *
 * <p>{@code -Dparley.fuzz.seed=N} repeats what a failure names, {@code -Dparley.fuzz.seconds=N} and {@code
 * -Dparley.fuzz.steps=N} go on for longer.
 */
@Timeout(3600) // for those who let it go on; a livelock is found by counting
class EngineFuzzTest {
    private static final long SECONDS = Long.getLong("parley.fuzz.seconds", 10);
    private static final long STEPS = Long.getLong("parley.fuzz.steps", 2_000_000);

    @Test
    void noByteIsLostOrInvented() throws Exception {
        long seed = Long.getLong("parley.fuzz.seed", System.nanoTime());
        var clients = Lab.context(Lab.PARLEY, Lab.CLIENT);
        var servers = Lab.context(Lab.PARLEY, Lab.SERVER);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long steps = 0;
        int connections = 0;
        var seeds = new SplittableRandom(seed);
        while (steps < STEPS && System.nanoTime() < until) {
            steps += connection(clients, servers, connections == 0 ? seed : seeds.nextLong());
            connections++;
        }
        System.out.printf("engine fuzz: %,d steps, %,d connections, seed %d%n", steps, connections, seed);
        assertThat(connections).isPositive();
    }

    private static long connection(SSLContext clients, SSLContext servers, long seed) {
        try {
            return new FuzzedConnection(clients, servers, new SplittableRandom(seed)).run();
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("with -Dparley.fuzz.seed=" + seed + ": " + failure, failure);
        }
    }
}
