package dev.parley.handshake;

import java.util.function.Function;

/** What a state answers: the next state, or work to be done first by whoever has a thread for it. */
public sealed interface Step {
    /** The next message may come. */
    record Become(State next) implements Step {}

    /** Nothing is read until the task is done; then its result leads on. */
    record Await<T>(Task<T> task, Function<T, Step> then) implements Step {
        /** Runs the task and takes the step behind it. For whoever may block. */
        public Step proceed() {
            return then.apply(task.run());
        }
    }

    static Step become(State next) {
        return new Become(next);
    }

    static <T> Step after(Task<T> task, Function<T, Step> then) {
        return new Await<>(task, then);
    }

    /** Does the task here and now if it is cheap, or hands it out if it is not. */
    static <T> Step after(boolean slow, Task<T> task, Function<T, Step> then) {
        return slow ? after(task, then) : then.apply(task.run());
    }
}
