package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.words.Sayings;
import dev.parley.explain.words.Words;
import dev.parley.message.ContentType;
import dev.parley.observe.Epoch;
import dev.parley.wire.Bytes;
import java.util.List;

/** Writes what a bystander sees flow one way, all of it at once: captures hold much data, and records that nobody can open. */
final class FlowText {
    private final Page page;
    private final Words words;

    FlowText(Page page, Words words) {
        this.page = page;
        this.words = words;
    }

    static boolean isFlow(Entry entry) {
        return entry instanceof Entry.Data || entry instanceof Entry.Packed packed
            && (packed.isSealed() || packed.inner().equals(ContentType.APPLICATION_DATA));
    }

    /** @param run of {@code Data} and {@code Packed}, of one sender */
    void write(List<Entry.Passing> run) {
        var sender = run.getFirst().sender();
        var data = run.stream().filter(Entry.Data.class::isInstance).map(Entry.Data.class::cast).toList();
        if (!data.isEmpty())
            page.arrow(sender, words.text("story.data", words.bytes(data.stream().mapToInt(Entry.Data::length).sum())),
                page.palette().guarded(data.getFirst().epoch() != Epoch.CLEAR,
                    words.text("epoch." + data.getFirst().epoch())));
        var packed = run.stream().filter(Entry.Packed.class::isInstance).map(Entry.Packed.class::cast).toList();
        var sealed = packed.stream().filter(Entry.Packed::isSealed).toList();
        if (!sealed.isEmpty()) page.beside(sender, "  " + page.palette().secret("▒ "),
            words.text(sealed.size() == 1 ? "story.sealed.one" : "story.sealed", sealed.size(),
                words.bytes(sealed.stream().mapToInt(it -> it.raw().length()).sum())),
            page.palette()::faint);
        packed.stream().filter(it -> it.inner().equals(ContentType.APPLICATION_DATA) && !it.content().isEmpty())
            .findFirst().ifPresent(it -> begins(sender, it.content()));
    }

    private void begins(Side sender, Bytes content) {
        for (var line : Sayings.shown(content))
            page.beside(sender, "  " + page.palette().good("» "), line, it -> it);
    }
}
