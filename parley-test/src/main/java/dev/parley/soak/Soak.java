package dev.parley.soak;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Load and faults, for as many minutes as one likes: an echo server and many clients of all manners, on virtual threads
 * over loopback. At the end nothing may be left over. Not part of the build: see {@code docs/soak.md}.
 *
 * <p>Arguments: minutes, and how many clients at a time. Exits with 1 if anything was wrong.
 */
public final class Soak {
    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        double minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 10;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        var tally = new Tally();
        try (var server = EchoServer.start(tally)) {
            run(server, tally, clients, Duration.ofSeconds(5)); // classes loaded, caches warm
            var before = Leftovers.now();
            tally.report("warmed up");
            run(server, tally, clients, Duration.ofMillis((long) (minutes * 60_000)));
            server.awaitQuiet();
            var after = Leftovers.now();
            tally.report("at the end");
            System.out.println("before " + before + "\nafter  " + after);
            var wrong = after.comparedTo(before);
            wrong.forEach(one -> System.out.println("LEFT OVER: " + one));
            if (!wrong.isEmpty() || tally.hasFindings()) System.exit(1);
        }
        System.out.println("nothing is left over");
    }

    private static void run(EchoServer server, Tally tally, int clients, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        var done = new CountDownLatch(clients);
        var seeds = new AtomicInteger();
        for (int i = 0; i < clients; i++) Thread.ofVirtual().start(() -> {
            try {
                var client = new SoakClient(server, tally, seeds.incrementAndGet());
                while (System.nanoTime() < end) client.visit();
            } finally {
                done.countDown();
            }
        });
        done.await();
        server.awaitQuiet();
    }
}
