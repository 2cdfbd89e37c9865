package dev.parley.interop;

import dev.parley.config.Side;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Somebody else's TLS. Thread-safe: cells run at the same time. */
interface Peer {
    String name();

    /** As it says it itself. */
    String version();

    /** The program that is missing on this machine, if one is. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /**
     * What it is known not to do in this role, and why. The cell is tried all the same, and it is a failure if it works:
     * then this is no longer true.
     */
    Optional<String> limit(Setup setup, Side role);

    /** Does it lose the zero bytes that a shared secret may begin with, and so one handshake in 256? */
    default boolean losesZeros(Setup setup) {
        return false;
    }

    /** A server set up like this, which sends each line back, or one like it. It ends when its client closes, or with {@link Serving#close}. */
    Serving serve(Setup setup) throws PeerCannot, IOException, InterruptedException;

    /** As a client set up like this: says what is in {@link Talk}, checks the answers, and closes. */
    void call(Setup setup, InetSocketAddress server) throws PeerCannot, IOException, InterruptedException;

    /** The same for clients that come back. */
    Returning returning();

    /** A server that is there. */
    interface Serving extends AutoCloseable {
        InetSocketAddress address();

        /** Waits until the server is done with its client. @throws IOException if it found anything wrong */
        void finish() throws PeerCannot, IOException, InterruptedException;

        /** What it has said of itself, for whoever looks into a failure. */
        String account();

        @Override
        void close();
    }
}
