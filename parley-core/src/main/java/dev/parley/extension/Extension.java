package dev.parley.extension;

import java.util.Optional;

/**
 * An extension, both sides of it.
 *
 * @param <C> what stands in ClientHello
 * @param <S> what stands in the server's answer
 */
public interface Extension<C, S> {
    Spec spec();

    /** What a client with this configuration offers. */
    default Optional<C> offer(Offering offering) {
        return Optional.empty();
    }

    /** What a server answers to an offer. @throws dev.parley.failure.HandshakeFailure if the offer cannot be lived with */
    default Optional<S> answer(C offered, Answering answering) {
        return Optional.empty();
    }

    /** The client checks the answer to its own offer. @throws dev.parley.failure.HandshakeFailure if it makes no sense */
    default void accept(C offered, S answer) {}
}
