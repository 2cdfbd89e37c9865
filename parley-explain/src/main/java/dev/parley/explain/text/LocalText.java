package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.words.Saying;
import dev.parley.explain.words.Sayings;
import java.util.List;

/** Writes what happens within one side, near that side. */
final class LocalText {
    private final Page page;
    private final Sayings sayings;

    LocalText(Page page, Sayings sayings) {
        this.page = page;
        this.sayings = sayings;
    }

    void write(Entry entry) {
        sayings.of(entry).ifPresent(saying -> write(saying, Sayings.side(entry), ""));
    }

    void derived(List<Entry.Derived> entries) {
        write(sayings.derived(entries), Sayings.side(entries.getFirst()), "");
    }

    private void write(Saying saying, Side side, String indent) {
        var palette = page.palette();
        var mark = saying.mark().isEmpty() ? "  " : palette.tone(saying.markTone(), saying.mark() + " ");
        var before = saying.mark().isEmpty() ? mark : indent + mark;
        page.beside(side, before, saying.text(), line -> palette.tone(saying.tone(), line));
        for (var more : saying.more()) write(more, side, "  ");
    }
}
