package dev.parley.crypto;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Bytes that nobody else may see. One owner: who holds it closes it, or gives it on. It prints without its content and
 * has no equality.
 *
 * <p>Closing overwrites the bytes. Honestly: the virtual machine may have moved the array before and left a copy behind,
 * and the JDK's ciphers keep key copies of their own until they are collected.
 *
 * <p>For one thread at a time.
 */
public final class Secret implements AutoCloseable {
    private static final LongAdder LIVE = new LongAdder();

    private final int length;
    private final boolean counts;
    private byte[] bytes;

    private Secret(byte[] bytes, boolean counts) {
        this.bytes = bytes;
        this.length = bytes.length;
        this.counts = counts;
        count(1);
    }

    private void count(int more) {
        if (counts) LIVE.add(more);
    }

    /** Takes the array itself: it belongs to the secret from now on. */
    public static Secret of(byte[] taken) {
        return new Secret(taken, true);
    }

    /** As {@link #of}, for a secret that outlives connections, in a cache or a configuration: {@link #live} does not count it. */
    public static Secret kept(byte[] taken) {
        return new Secret(taken, false);
    }

    /** How many secrets of connections are open in this virtual machine. Tests want none left. */
    public static long live() {
        return LIVE.sum();
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** Lends the bytes. They must be neither kept nor changed. @throws IllegalStateException if closed or given away */
    public <R> R use(Function<byte[], R> use) {
        return use.apply(open());
    }

    /** Lends the bytes to something without a result. */
    public void lend(Consumer<byte[]> use) {
        use.accept(open());
    }

    /** Another secret with the same bytes and an owner of its own. */
    public Secret copy() {
        return new Secret(open().clone(), counts);
    }

    /** As {@link #copy}, for a cache or a configuration. */
    public Secret keep() {
        return new Secret(open().clone(), false);
    }

    /** The same bytes under a new owner; this one is spent. */
    public Secret give() {
        var given = new Secret(open(), counts);
        bytes = null;
        count(-1);
        return given;
    }

    public boolean isOpen() {
        return bytes != null;
    }

    /** Overwrites the bytes. Closing again does nothing. */
    @Override
    public void close() {
        if (bytes == null) return;
        Arrays.fill(bytes, (byte) 0);
        bytes = null;
        count(-1);
    }

    private byte[] open() {
        if (bytes == null) throw new IllegalStateException("this secret is closed or was given away");
        return bytes;
    }

    @Override
    public String toString() {
        return "Secret[" + length + " bytes]";
    }
}
