package dev.parley.explain.story;

import dev.parley.id.ProtocolVersion;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A value that was computed again from the story, by the same code that the stack runs, for readers to follow.
 *
 * @param name as the specification calls it
 * @param formula how it is made, in the specification's notation; empty for what everything begins with
 * @param source where that is specified
 * @param seen the same value as the connection had it, if it was told: they must be equal
 */
public record Derivation(String name, String formula, String source, Bytes value, Optional<Bytes> seen) {
    /** A value that both sides have to begin with. */
    static Derivation given(String name, String source, Bytes value) {
        return new Derivation(name, "", source, value, Optional.empty());
    }

    /** Was it told, and is it the same? */
    public boolean isConfirmed() {
        return seen.filter(value::equals).isPresent();
    }

    /** Was it told, and is it another? Then the story is not of an honest connection, or we are wrong. */
    public boolean isContradicted() {
        return seen.isPresent() && !isConfirmed();
    }

    /**
     * All that can be derived from what the story tells: from the first secret to keys, nonces and Finished. Empty if the
     * story was told without secrets, or not far enough.
     */
    public static List<Derivation> of(Story story) {
        var version = story.version();
        boolean known = story.said(Entry.Message.class).map(Entry.Message::message)
            .noneMatch(it -> it instanceof ServerHello hello && hello.cipherSuite().parts().isEmpty());
        if (!known) return List.of();
        if (version.equals(Optional.of(ProtocolVersion.TLS_1_3))) return Ladder13.of(story);
        return version.equals(Optional.of(ProtocolVersion.TLS_1_2)) ? Ladder12.of(story) : List.of();
    }
}
