package dev.parley;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import java.io.IOException;

/**
 * A connection failed. The message says what happened and where that is written; {@link #account} says all that is known,
 * with both sides' offers and what to change.
 */
public final class TlsFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final HandshakeFailure failure;

    TlsFailure(HandshakeFailure failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    public Reason reason() {
        return failure.reason();
    }

    /** Offers, place and alert in detail. */
    public HandshakeFailure failure() {
        return failure;
    }

    /** The whole account in English, several lines. */
    public String account() {
        return failure.account();
    }
}
