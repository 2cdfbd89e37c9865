package dev.parley.jsse;

import dev.parley.failure.HandshakeFailure;
import java.util.Optional;

/** Finds what Parley has to say about an exception: the reason, both sides' offers, and what to change. */
public final class ParleyFailure {
    private ParleyFailure() {}

    /** The account behind an exception that an engine or a socket of Parley threw, if it is about the protocol. */
    public static Optional<HandshakeFailure> of(Throwable thrown) {
        for (var one = thrown; one != null; one = one.getCause()) {
            if (one instanceof HandshakeFailure failure) return Optional.of(failure);
            for (var aside : one.getSuppressed())
                if (aside instanceof HandshakeFailure failure) return Optional.of(failure);
        }
        return Optional.empty();
    }
}
