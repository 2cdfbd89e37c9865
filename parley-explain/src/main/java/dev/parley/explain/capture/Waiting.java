package dev.parley.explain.capture;

/** How many bytes, of all connections, wait for others to come before them. */
final class Waiting {
    /** A window of TCP can be larger, but then that much was lost at once. */
    static final int MOST_OF_ONE = 4 << 20;
    static final int MOST_OF_ALL = 64 << 20;

    private long bytes;

    void add(long more) {
        bytes += more;
    }

    boolean tooMany() {
        return bytes > MOST_OF_ALL;
    }
}
