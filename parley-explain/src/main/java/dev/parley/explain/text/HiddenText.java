package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Telling;
import dev.parley.explain.words.Words;
import dev.parley.message.ClientHello;
import java.util.LinkedHashSet;
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
        var visible = around(hidden);
        var outside = Telling.of(visible).fields();
        var inside = Telling.of(new Entry.Message(hidden.seen(), hidden.sender(), visible.epoch(), visible.dialect(),
            hidden.hello(), hidden.bytes())).fields();
        var keys = new LinkedHashSet<String>();
        outside.forEach(field -> keys.add(field.key()));
        inside.forEach(field -> keys.add(field.key()));
        row("", words.text("hidden.outside"), words.text("hidden.inside"));
        var same = keys.stream().filter(key -> values(outside, key).equals(values(inside, key))).toList();
        for (var key : keys)
            if (!same.contains(key)) row(words.field(key), values(outside, key), values(inside, key));
        if (!same.isEmpty())
            page.beside(Side.CLIENT, "  ", words.text("hidden.same", same.stream().map(words::field)
                .collect(Collectors.joining(words.text("list.separator")))), page.palette()::faint);
    }

    /** The hello said or heard just before it. */
    private Entry.Message around(Entry.Hidden hidden) {
        var entries = story.entries();
        for (int i = entries.indexOf(hidden); i >= 0; i--)
            if (entries.get(i) instanceof Entry.Message message && message.message() instanceof ClientHello)
                return message;
        throw new IllegalStateException("nothing is around the hidden hello");
    }

    private String values(List<Telling.Field> fields, String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst()
            .map(field -> field.values().stream().map(Telling.Value::text)
                .collect(Collectors.joining(words.text("list.separator"))))
            .orElse(words.text("field.none"));
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
