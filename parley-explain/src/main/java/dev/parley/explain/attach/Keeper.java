package dev.parley.explain.attach;

import dev.parley.explain.story.Story;
import java.io.IOException;

/** Keeps whole stories, where an exception has room for their end only. Thread-safe. */
@FunctionalInterface
public interface Keeper {
    /** Keeps nothing. */
    Keeper NONE = story -> "";

    /**
     * Called for each handshake that failed, on the thread on which it did.
     *
     * @return where it is to be found, such as a path; empty if nowhere
     * @throws IOException if it cannot be kept; then the exception says so
     */
    String keep(Story story) throws IOException;
}
