package dev.parley.jsse;

import dev.parley.wire.Bytes;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which certificates this side showed when a session began. Tickets do not say, but programs ask: Jetty compares the
 * certificate of each connection with the host of each request. So they are found again by what they were chosen by: on the
 * client the server's address, on the server the names and schemes of the hello. Thread-safe.
 */
final class Shown {
    /** Clients that make up names must not fill the memory. */
    private static final int MOST = 4_096;
    private final ConcurrentHashMap<Object, List<Bytes>> all = new ConcurrentHashMap<>();

    /** A session has begun. @param chosenBy equals what its continuation will be looked up by */
    void note(Object chosenBy, List<Bytes> chain) {
        if (all.size() >= MOST) all.clear();
        all.put(chosenBy, chain);
    }

    /** The chain that was shown; empty if none was, or it is not known any more. */
    List<Bytes> recall(Object chosenBy) {
        return all.getOrDefault(chosenBy, List.of());
    }
}
