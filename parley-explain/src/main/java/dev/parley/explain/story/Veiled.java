package dev.parley.explain.story;

import dev.parley.explain.story.Telling.Field;
import dev.parley.message.ClientHello;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A hidden hello beside the one around it, which everybody sees. RFC 9849 section 5.
 *
 * @param different the fields in which they differ, the visible hello's first
 * @param same the keys of those in which they do not
 */
public record Veiled(List<Pair> different, List<String> same) {
    public Veiled {
        different = List.copyOf(different);
        same = List.copyOf(same);
    }

    /** Both values of a field; empty where that hello does not have it. */
    public record Pair(String key, List<String> outside, List<String> inside) {}

    public static Veiled of(Story story, Entry.Hidden hidden) {
        var outside = Telling.of(around(story, hidden)).fields();
        var inside = Telling.of(hidden.message()).fields();
        var keys = new LinkedHashSet<String>();
        outside.forEach(field -> keys.add(field.key()));
        inside.forEach(field -> keys.add(field.key()));
        var different = new ArrayList<Pair>();
        var same = new ArrayList<String>();
        for (var key : keys) {
            var pair = new Pair(key, values(outside, key), values(inside, key));
            if (pair.outside.equals(pair.inside)) same.add(key);
            else different.add(pair);
        }
        return new Veiled(different, same);
    }

    /** The hello said or heard just before it. */
    private static Entry.Message around(Story story, Entry.Hidden hidden) {
        var entries = story.entries();
        for (int i = entries.indexOf(hidden); i >= 0; i--)
            if (entries.get(i) instanceof Entry.Message message && message.message() instanceof ClientHello)
                return message;
        throw new IllegalStateException("nothing is around the hidden hello");
    }

    private static List<String> values(List<Field> fields, String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst()
            .map(field -> field.values().stream().map(Telling.Value::text).toList()).orElse(List.of());
    }
}
