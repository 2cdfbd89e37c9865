package dev.parley.explain.words;

import java.util.List;

/**
 * What is to be said of something that happens within one side.
 *
 * @param mark a single character that stands before it, or nothing
 * @param more what belongs to it, in order
 */
public record Saying(String mark, Tone markTone, String text, Tone tone, List<Saying> more) {
    public Saying {
        more = List.copyOf(more);
    }

    static Saying of(String mark, Tone markTone, String text, Tone tone) {
        return new Saying(mark, markTone, text, tone, List.of());
    }

    static Saying of(String mark, Tone both, String text) {
        return of(mark, both, text, both);
    }

    Saying with(List<Saying> others) {
        return new Saying(mark, markTone, text, tone, others);
    }
}
