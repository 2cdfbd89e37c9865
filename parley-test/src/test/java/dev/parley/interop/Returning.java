package dev.parley.interop;

import dev.parley.config.Side;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A peer, for clients that come back. Thread-safe: cells run at the same time. */
interface Returning {
    String GREETING_TEXT = "hello\n";

    /** What servers say to each visitor, and what clients send as early data. */
    byte[] GREETING = GREETING_TEXT.getBytes(StandardCharsets.US_ASCII);

    /** As {@link Peer#limit}. */
    Optional<String> limit(Return kind, Side role);

    /** A server that greets each of two visitors, and lets them come back in this way. */
    Peer.Serving serve(Return kind) throws PeerCannot, IOException, InterruptedException;

    /** As a client: visits twice, hears the greeting, and comes back in this way. */
    void callTwice(Return kind, InetSocketAddress server) throws PeerCannot, IOException, InterruptedException;
}
