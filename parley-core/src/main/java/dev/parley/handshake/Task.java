package dev.parley.handshake;

/**
 * Work that may take long: checking a certificate's path, signing with a key in a device. It touches nothing of the
 * connection, so any thread may run it.
 */
@FunctionalInterface
public interface Task<T> {
    /** @throws dev.parley.failure.HandshakeFailure if the result is a refusal */
    T run();
}
