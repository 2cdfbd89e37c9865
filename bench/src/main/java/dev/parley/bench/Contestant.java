package dev.parley.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * One stack in a virtual machine of its own, told by {@link Race} what to do next: {@code meet ROW} sets a row up and
 * looks at what is agreed on, {@code warm COUNT} does it without looking, {@code run COUNT} does it so many times and answers with the processor's time for one, in
 * nanoseconds, and the bytes of heap for one.
 */
final class Contestant {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Runnable operation = () -> {};

    private Contestant() {}

    public static void main(String[] arguments) throws IOException {
        var self = new Contestant();
        var stack = Stack.valueOf(arguments[0]);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = new Scanner(line);
            System.out.println(switch (words.next()) {
                case "meet" -> self.meet(stack, Row.valueOf(words.next()));
                case "warm" -> warm(stack, self.operation, words.nextInt());
                default -> self.run(words.nextInt());
            });
        }
    }

    private String meet(Stack stack, Row row) {
        var peers = stack.peers(row);
        for (int i = 0; i < 2; i++) try (var talk = peers.connectSeen()) { // the first is never a resumed one
            if (i == 1 || !row.isResumed()) talk.seen().check(row, stack);
        }
        if (row.isRecord()) {
            var talk = peers.connect();
            operation = talk::send;
        } else operation = () -> peers.connect().close();
        return "=ready";
    }

    /**
     * So many, and for three seconds of the processor at least, so that what is short is compiled too; but nothing for longer
     * than ten seconds on the clock: a race of all rows is to end.
     */
    private static String warm(Stack stack, Runnable operation, int count) {
        long begin = System.nanoTime();
        long used = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; System.nanoTime() - begin < 10_000_000_000L; i++) {
            if (i >= count && THREAD.getCurrentThreadCpuTime() - used > 3_000_000_000L) break;
            operation.run();
            if (i % 1000 == 999 && stack == Stack.CONSCRYPT) System.gc(); // its engines hold files until they are collected
        }
        return "=warm";
    }

    private String run(int count) {
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long time = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) operation.run();
        time = THREAD.getCurrentThreadCpuTime() - time;
        bytes = THREAD.getCurrentThreadAllocatedBytes() - bytes;
        return "=" + time / count + " " + bytes / count;
    }
}
