package dev.parley.session;

/** A store does not answer in time. The handshake goes on without it, as a full one. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
