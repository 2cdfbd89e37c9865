package dev.parley.bench;

import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * How much more two threads do than one, each with connections of its own: {@code Scale PARLEY_FAST FULL_13 20} prints
 * operations a second on one thread and on two, by the clock, the best of so many rounds in turn, and their ratio. Says
 * something only on a machine with two idle processors.
 */
public final class Scale {
    private static final long WINDOW = 500_000_000;
    private static final int WARM = 2000;

    private Scale() {}

    public static void main(String[] arguments) throws InterruptedException {
        var stack = Stack.valueOf(arguments[0]);
        var row = Row.valueOf(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        double one = 0;
        double two = 0;
        for (int i = 0; i < rounds; i++) {
            one = Math.max(one, rate(stack, row, 1));
            two = Math.max(two, rate(stack, row, 2));
        }
        System.out.printf(Locale.ROOT, "%s, %s: %,.0f a second on one thread, %,.0f on two: %.2f times as many%n",
            stack.title, row.title, one, two, two / one);
    }

    /** Operations in a second, all threads together. */
    private static double rate(Stack stack, Row row, int count) throws InterruptedException {
        var barrier = new CyclicBarrier(count);
        var threads = new ArrayList<Thread>();
        var done = new double[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> done[number] = work(stack, row, barrier)));
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            threads.get(i).join();
            sum += done[i];
        }
        return sum;
    }

    private static double work(Stack stack, Row row, CyclicBarrier barrier) {
        var peers = stack.peers(row);
        var talk = peers.connect();
        Runnable operation = row.isRecord() ? talk::send : () -> peers.connect().close();
        for (int i = 0; i < WARM; i++) operation.run();
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        long begin = System.nanoTime();
        long count = 0;
        for (; System.nanoTime() - begin < WINDOW; count++) operation.run();
        return count * 1e9 / (System.nanoTime() - begin);
    }
}
