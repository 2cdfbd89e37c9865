package dev.parley.credential;

/**
 * A certificate, key or store of this side's configuration that cannot be used; the message says which, where and what
 * to do. What the peer shows is judged with {@link dev.parley.failure.HandshakeFailure} instead.
 */
public final class CredentialFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CredentialFailure(String message) {
        super(message);
    }

    public CredentialFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
