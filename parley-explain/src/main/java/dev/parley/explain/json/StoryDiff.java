package dev.parley.explain.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between two stories, as {@link StoryJson} writes them: message by message, and field by field. What is
 * different each time, such as randoms, is left out. Immutable.
 *
 * @param differences in the order of the messages
 */
public record StoryDiff(List<Difference> differences) {
    public StoryDiff {
        differences = List.copyOf(differences);
    }

    /**
     * One difference.
     *
     * @param sender {@code client} or {@code server}
     * @param message its name, with a number behind it from the second of its kind on
     * @param field its key, or empty if it is about the whole message
     * @param first what the first story has there, in order
     * @param second what the second has
     */
    public record Difference(String sender, String message, String field, List<String> first, List<String> second) {
        public Difference {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }

        public List<String> onlyInFirst() {
            return without(first, second);
        }

        public List<String> onlyInSecond() {
            return without(second, first);
        }

        private static List<String> without(List<String> all, List<String> others) {
            return all.stream().filter(it -> !others.contains(it)).toList();
        }

        /** Do both have the same, in another order? */
        public boolean isOrder() {
            return onlyInFirst().isEmpty() && onlyInSecond().isEmpty();
        }

        /** Is it a list of which the two have nothing in common? */
        public boolean isDisjoint() {
            return !first.isEmpty() && !second.isEmpty() && onlyInFirst().size() == first.size();
        }
    }

    /** Different each time, and meant to be. */
    private static final Set<String> FRESH = Set.of("client_random", "server_random", "verify_data");
    /** Of these the length says nothing: a signature or certificate may be a byte longer by chance. */
    private static final Set<String> LENGTH_BY_CHANCE = Set.of("signature", "subject", "issuer_certificate");

    public static StoryDiff of(Map<String, ?> first, Map<String, ?> second) {
        var all = new ArrayList<Difference>();
        var one = messages(first);
        var two = messages(second);
        var names = new LinkedHashSet<>(one.keySet());
        names.addAll(two.keySet());
        for (var name : names) {
            var sender = name.substring(0, name.indexOf(' '));
            var message = name.substring(name.indexOf(' ') + 1);
            if (!one.containsKey(name)) all.add(new Difference(sender, message, "", List.of(), List.of(message)));
            else if (!two.containsKey(name)) all.add(new Difference(sender, message, "", List.of(message), List.of()));
            else fields(sender, message, one.get(name), two.get(name), all);
        }
        return new StoryDiff(all);
    }

    private static void fields(String sender, String message, Map<String, List<String>> one,
        Map<String, List<String>> two, List<Difference> all) {
        var keys = new LinkedHashSet<>(one.keySet());
        keys.addAll(two.keySet());
        for (var key : keys) {
            var first = one.getOrDefault(key, List.of());
            var second = two.getOrDefault(key, List.of());
            if (!FRESH.contains(key) && !first.equals(second))
                all.add(new Difference(sender, message, key, first, second));
        }
    }

    /** By sender, name and number: what each field tells. */
    private static Map<String, Map<String, List<String>>> messages(Map<String, ?> story) {
        var messages = new LinkedHashMap<String, Map<String, List<String>>>();
        var entries = list(story.get("entries"));
        for (var entry : entries) {
            if (!"message".equals(entry.get("kind")) || !isSaid(entry, entries)) continue;
            var name = entry.get("sender") + " " + entry.get("name");
            var numbered = name;
            for (int i = 2; messages.containsKey(numbered); i++) numbered = name + " " + i;
            messages.put(numbered, tells(entry));
        }
        return messages;
    }

    /** Where the sender tells what it said, what the other side heard of it is left out. */
    private static boolean isSaid(Map<String, Object> entry, List<Map<String, Object>> all) {
        var sender = entry.get("sender");
        return sender.equals(entry.get("by")) || all.stream().noneMatch(it -> sender.equals(it.get("by")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return value instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<String>> tells(Map<String, Object> entry) {
        var all = new LinkedHashMap<String, List<String>>();
        if (!(entry.get("tells") instanceof Map<?, ?> tells)) return all;
        for (var field : ((Map<String, Object>) tells).entrySet())
            all.put(field.getKey(), list(field.getValue()).stream().map(it -> text(field.getKey(), it)).toList());
        return all;
    }

    private static String text(String key, Map<String, Object> value) {
        var text = value.get("text");
        var bytes = value.get("bytes");
        if (text == null) return bytes + " B";
        return bytes == null || LENGTH_BY_CHANCE.contains(key) ? text.toString() : text + " (" + bytes + " B)";
    }
}
