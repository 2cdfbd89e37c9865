package dev.parley.web;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Row;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Telling;
import dev.parley.explain.story.Turn;
import dev.parley.explain.story.Veiled;
import dev.parley.explain.words.Saying;
import dev.parley.explain.words.Sayings;
import dev.parley.explain.words.Tone;
import dev.parley.explain.words.Words;
import dev.parley.message.ContentType;
import dev.parley.observe.Epoch;
import dev.parley.web.PageStory.Classic;
import dev.parley.web.PageStory.Field;
import dev.parley.web.PageStory.Guard;
import dev.parley.web.PageStory.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What happens in a turn, as the page tells it. */
final class PageItems {
    private final Story story;
    private final Words words;
    private final PageLayers layers;
    private final Sayings sayings;
    private final boolean classic;
    private final Set<Row> told = EnumSet.noneOf(Row.class);

    PageItems(Story story, Words words, PageLayers layers, boolean classic) {
        this.story = story;
        this.words = words;
        this.layers = layers;
        this.sayings = new Sayings(words, story, true);
        this.classic = classic;
    }

    static String name(Side side) {
        return PageMaker.lower(side);
    }

    static String tone(Tone tone) {
        return PageMaker.lower(tone);
    }

    static Guard guard(Epoch epoch, Words words) {
        return new Guard(words.text("epoch." + epoch), epoch != Epoch.CLEAR);
    }

    List<Item> of(Turn turn) {
        var items = new ArrayList<Item>();
        var entries = turn.entries();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry instanceof Entry.Derived) {
                int end = i;
                while (end < entries.size() && entries.get(end) instanceof Entry.Derived) end++;
                var together = entries.subList(i, end).stream().map(Entry.Derived.class::cast).toList();
                items.add(said(sayings.derived(together), entry,
                    together.stream().flatMap(it -> rows(it).stream()).toList()));
                i = end - 1;
            } else {
                add(entry, items);
            }
        }
        return items;
    }

    private void add(Entry entry, List<Item> items) {
        var rows = rows(entry);
        switch (entry) {
            case Entry.Message message -> items.add(message(message, rows));
            case Entry.Hidden hidden -> items.add(hidden(hidden, rows));
            case Entry.ChangeCipher change -> items.add(passing(change, "change_cipher", "ChangeCipherSpec",
                words.text("story.change_cipher." + (change.counts() ? "counts" : "empty")), Epoch.CLEAR, null, rows));
            case Entry.Alerted alerted -> items.add(passing(alerted, "alert", words.text("story.alert",
                alerted.alert().description().name(), alerted.alert().level()),
                words.alert(alerted.alert().description()), alerted.epoch(), null, rows));
            case Entry.Data data ->
                items.add(passing(data, "data", words.text("story.data", words.bytes(data.length())),
                    "", data.epoch(), null, rows));
            case Entry.Packed packed -> {
                if (packed.inner().equals(ContentType.APPLICATION_DATA)) items.add(passing(packed, "record",
                    words.text("story.record"), "", packed.epoch(), layers.number(packed), rows));
            }
            case Entry.Closed closed -> {
                if (!closed.clean() || !rows.isEmpty()) items.add(ended(closed, rows));
            }
            default -> sayings.of(entry).ifPresent(saying -> items.add(said(saying, entry, rows)));
        }
    }

    private Item message(Entry.Message message, List<Classic> rows) {
        return new Item("message", name(message.sender()), at(message), message.message().name(),
            words.message(message),
            null, null, null, guard(message.epoch(), words), layers.number(message), null,
            Telling.of(message).fields().stream().map(this::field).toList(), null, List.of(), rows);
    }

    /** A hello within a hello, which nobody but the server can read. */
    private Item hidden(Entry.Hidden hidden, List<Classic> rows) {
        var both = Veiled.of(story, hidden);
        var pairs = both.different().stream()
            .map(it -> new PageStory.Pair(words.field(it.key()), values(it.outside()), values(it.inside()))).toList();
        var same = both.same().isEmpty() ? null
            : words.text("hidden.same", values(both.same().stream().map(words::field).toList()));
        var veil = new PageStory.Veil(words.text("hidden.outside"), words.text("hidden.inside"), pairs, same);
        return new Item("hidden", name(hidden.sender()), at(hidden), words.text("hidden.title"),
            words.text("hidden.intro"), null, null, null, new Guard(words.text("hidden.inside"), true),
            layers.number(hidden), null, List.of(), veil, List.of(), rows);
    }

    private String values(List<String> values) {
        return values.isEmpty() ? words.text("field.none") : String.join(words.text("list.separator"), values);
    }

    private Field field(Telling.Field field) {
        return new Field(words.field(field.key()), field.values().isEmpty() ? List.of(words.text("field.none"))
            : field.values().stream().map(this::value).toList());
    }

    private String value(Telling.Value value) {
        var length = value.bytes().isPresent() ? words.bytes(value.bytes().getAsInt()) : "";
        if (value.text().isEmpty()) return length;
        return length.isEmpty() ? value.text() : words.text("with", value.text(), length);
    }

    private Item passing(Entry.Passing entry, String kind, String title, String text, Epoch epoch, Integer record,
        List<Classic> rows) {
        return new Item(kind, name(entry.sender()), at(entry), title, text, null, null, null, guard(epoch, words), null,
            record, List.of(), null, List.of(), rows);
    }

    private Item said(Saying saying, Entry entry, List<Classic> rows) {
        return new Item("saying", name(Sayings.side(entry)), at(entry), null, saying.text(), saying.mark(),
            tone(saying.markTone()), tone(saying.tone()), null, null, null, List.of(), null,
            saying.more().stream().map(it -> said(it, entry, List.of())).toList(), rows);
    }

    private Item ended(Entry.Closed closed, List<Classic> rows) {
        var tone = tone(closed.clean() ? Tone.FAINT : Tone.BAD);
        return new Item("saying", name(closed.sender()), at(closed), null,
            words.text("story.closed." + (closed.clean() ? "clean" : "cut")), closed.clean() ? "" : "✗", tone, tone,
            null,
            null, null, List.of(), null, List.of(), rows);
    }

    private static double at(Entry entry) {
        return PageMaker.millis(entry.seen().at());
    }

    /** What the classic account says of this moment, once each. */
    private List<Classic> rows(Entry entry) {
        if (!classic) return List.of();
        var here = new ArrayList<>(Row.at(entry));
        here.addAll(Row.missingAt(entry, story));
        return here.stream().filter(told::add).map(row -> PageMaker.row(row, words)).toList();
    }
}
