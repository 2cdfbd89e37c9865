package dev.parley.fingerprint;

import dev.parley.message.ClientHello;
import dev.parley.message.ServerHello;
import java.util.Optional;

/**
 * By what a peer's hello is recognized: of a client {@link #ja3} and {@link #ja4}, of a server {@link #ja3s}. Many share
 * one, and whoever wants to can imitate another's.
 */
public record Fingerprints(Optional<String> ja3, Optional<String> ja4, Optional<String> ja3s) {
    /** Nobody has said hello yet. */
    public static final Fingerprints NONE = new Fingerprints(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of a client over TCP. */
    public static Fingerprints of(ClientHello hello) {
        return new Fingerprints(Optional.of(Ja3.of(hello).toString()), Optional.of(Ja4.of(hello, 't').toString()),
            Optional.empty());
    }

    public static Fingerprints of(ServerHello hello) {
        return new Fingerprints(Optional.empty(), Optional.empty(), Optional.of(Ja3.of(hello).toString()));
    }
}
