package dev.parley.carrier;

import dev.parley.handshake.Output;
import dev.parley.handshake.State;
import dev.parley.message.Heard;

/** Comes along with a {@link Rogue} through its states. */
public interface Visitor {
    Visitor NOBODY = new Visitor() {};

    /** The state is here, and has heard nothing yet. */
    default void comesTo(State state, Output output) {}

    /** The state is about to hear this. */
    default void sees(State state, Heard heard) {}
}
