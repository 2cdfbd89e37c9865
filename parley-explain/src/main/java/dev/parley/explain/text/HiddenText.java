package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Veiled;
import dev.parley.explain.words.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the two hellos of Encrypted Client Hello side by side: what everybody sees, and what only the server does. RFC 9849. */
final class HiddenText {
    private final Page page;
    private final Words words;
    private final Story story;

    HiddenText(Page page, Words words, Story story) {
        this.page = page;
        this.words = words;
        this.story = story;
    }

    void write(Entry.Hidden hidden) {
        page.beside(Side.CLIENT, page.palette().secret("▒ "), words.text("hidden.intro"), it -> it);
        var both = Veiled.of(story, hidden);
        row("", words.text("hidden.outside"), words.text("hidden.inside"));
        for (var pair : both.different())
            row(words.field(pair.key()), values(pair.outside()), values(pair.inside()));
        if (!both.same().isEmpty())
            page.beside(Side.CLIENT, "  ", words.text("hidden.same", both.same().stream().map(words::field)
                .collect(Collectors.joining(words.text("list.separator")))), page.palette()::faint);
    }

    private String values(List<String> values) {
        return values.isEmpty() ? words.text("field.none") : String.join(words.text("list.separator"), values);
    }

    private void row(String name, String outside, String inside) {
        int room = page.room() - 2;
        int label = Math.max(12, room / 6);
        int half = (room - label - 4) / 2;
        var names = Columns.wrap(name, label);
        var left = Columns.wrap(outside, half);
        var right = Columns.wrap(inside, half);
        for (int i = 0; i < Math.max(names.size(), Math.max(left.size(), right.size())); i++) {
            var line = page.palette().faint(Columns.pad(at(names, i), label)) + "  " + Columns.pad(at(left, i), half)
                + "  " + page.palette().secret(at(right, i));
            page.beside(Side.CLIENT, "  ", "", _ -> line);
        }
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }
}
