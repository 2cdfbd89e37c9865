package dev.parley.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;

/**
 * Prints one figure of one stack, in a virtual machine of its own: {@code idle SUN} the bytes of heap that a connected
 * client and server hold while nothing is said, {@code cold SUN} the milliseconds from the start of the machine to the end
 * of its first handshake.
 */
public final class Footprint {
    private static final int PAIRS = 2000;

    private Footprint() {}

    public static void main(String[] arguments) {
        var stack = Stack.valueOf(arguments[1]);
        System.out.println(arguments[0].equals("idle") ? idle(stack) : cold(stack));
    }

    private static long idle(Stack stack) {
        var peers = stack.peers(Row.FULL_13);
        var held = new ArrayList<Talk>();
        connect(peers, held, 200); // loads classes, fills caches
        long before = heap();
        connect(peers, held, PAIRS);
        long after = heap();
        held.forEach(Talk::close);
        return (after - before) / PAIRS;
    }

    private static void connect(Peers peers, ArrayList<Talk> held, int count) {
        for (int i = 0; i < count; i++) held.add(peers.connect());
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Making the certificates does not count: every stack is handed the same. */
    private static long cold(Stack stack) {
        long making = System.nanoTime();
        Papers.server(Row.FULL_13);
        long begin = System.nanoTime();
        stack.peers(Row.FULL_13).connect().close();
        System.err.println("certificates: " + (begin - making) / 1_000_000 + " ms");
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
