package dev.parley.explain.attach;

import dev.parley.explain.story.Story;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * What became of a handshake, hung on the exception that it ended with, as a suppressed one: so it stands in every stack
 * trace that is printed. It is never thrown itself, and has no stack.
 */
public final class HandshakeStory extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Story story;

    HandshakeStory(String text, Story story) {
        super(text, null, false, false);
        this.story = story;
    }

    /** The whole story; without secrets. Empty if the exception has been serialized meanwhile. */
    public Optional<Story> story() {
        return Optional.ofNullable(story);
    }

    /** The text alone: what happened, why it matters, and what to change, in several lines. */
    @Override
    public String toString() {
        return getMessage();
    }

    /** The story that this exception leads to, if it, its causes or what they suppressed has one. */
    public static Optional<HandshakeStory> of(Throwable thrown) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(thrown);
        while (!open.isEmpty()) {
            var one = open.poll();
            if (!seen.add(one)) continue;
            if (one instanceof HandshakeStory found) return Optional.of(found);
            if (one.getCause() != null) open.add(one.getCause());
            open.addAll(java.util.List.of(one.getSuppressed()));
        }
        return Optional.empty();
    }
}
