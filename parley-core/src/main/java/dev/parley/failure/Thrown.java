package dev.parley.failure;

/** How a {@link Reason}, which is a list and nothing else, becomes something to throw. */
sealed interface Thrown permits Reason {
    /** A failure for this reason, with what happened this time; to be thrown. */
    default HandshakeFailure because(String format, Object... values) {
        return new HandshakeFailure((Reason) this, format.formatted(values), null, null, null, null);
    }

    /** The same, with the exception that showed it. */
    default HandshakeFailure because(Throwable cause, String format, Object... values) {
        return new HandshakeFailure((Reason) this, format.formatted(values), null, null, null, cause);
    }
}
