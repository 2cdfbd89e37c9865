package dev.parley.explain.story;

import dev.parley.config.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one side does until it is the other's turn: what it makes of what it heard, and what it says.
 *
 * @param flight the number of the flight that its messages belong to, from 1; a flight is all that one side says until it
 *        must wait for an answer
 * @param entries in order; what passes is there once, as its sender tells it, or else as it was heard
 */
public record Turn(Side actor, int flight, List<Entry> entries) {
    public Turn {
        entries = List.copyOf(entries);
    }

    /** Cuts a story into turns. */
    static List<Turn> of(Story story) {
        var turns = new ArrayList<Turn>();
        var open = new ArrayList<Entry>();
        var actor = Side.CLIENT;
        var speaker = Side.SERVER;
        int flight = 0;
        for (var entry : story.entries()) {
            if (entry instanceof Entry.Passing passing && !isTold(passing, story)) continue;
            var next = actor(entry, actor);
            if (next != actor && !open.isEmpty()) {
                turns.add(new Turn(actor, flight, open));
                open.clear();
            }
            actor = next;
            open.add(entry);
            if (entry instanceof Entry.Passing passing && passing.sender() != speaker) {
                speaker = passing.sender();
                flight++;
            }
        }
        if (!open.isEmpty()) turns.add(new Turn(actor, flight, open));
        return List.copyOf(turns);
    }

    /** Whoever goes without a word cannot tell of it. */
    private static boolean isTold(Entry.Passing passing, Story story) {
        return passing.isSaid() || !story.has(Witness.of(passing.sender()))
            || passing instanceof Entry.Closed closed && !closed.clean();
    }

    private static Side actor(Entry entry, Side current) {
        return switch (entry) {
            case Entry.Passing passing -> passing.sender();
            case Entry.Altered altered -> altered.sender();
            default -> entry.seen().by().side().orElse(current);
        };
    }

    public <E extends Entry> Stream<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Does it say anything that the other side hears? */
    public boolean speaks() {
        return entries.stream().anyMatch(Entry.Passing.class::isInstance);
    }

    /** All records of this turn on the wire, in bytes. */
    public int wireLength() {
        return all(Entry.Packed.class).mapToInt(it -> it.raw().length()).sum();
    }

    /** When its first entry was written down. */
    public Duration from() {
        return entries.getFirst().seen().at();
    }

    public Duration to() {
        return entries.getLast().seen().at();
    }

    /** From its first entry to its last. */
    public Duration took() {
        return to().minus(from());
    }
}
