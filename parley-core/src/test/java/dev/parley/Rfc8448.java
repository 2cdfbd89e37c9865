package dev.parley;

import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The traces of RFC 8448, read from its text when the tests run: for each trace what client and server do, step by step,
 * with the values by their names.
 */
public final class Rfc8448 {
    private Rfc8448() {}

    /** @param actor {@code client} or {@code server}; @param title such as {@code derive secret "tls13 c hs traffic"} */
    public record Step(String actor, String title, Map<String, Bytes> values) {
        /** The value of this name. */
        public Bytes value(String name) {
            if (!values.containsKey(name)) throw new AssertionError(this + " has no " + name);
            return values.get(name);
        }

        @Override
        public String toString() {
            return "{" + actor + "} " + title;
        }
    }

    /** The steps of the trace in this section, 3 to 7. */
    public static List<Step> trace(int section) {
        var text = Specifications.text(8448).orElseThrow();
        int from = text.lastIndexOf("\n" + section + ".  ");
        var steps = new ArrayList<Step>();
        var reader = new Reader(steps);
        text.substring(from, text.lastIndexOf("\n" + (section + 1) + ".  ")).lines().forEach(reader::read);
        reader.endValue();
        return steps;
    }

    private static final Pattern TITLE = Pattern.compile("   \\{(client|server)}  (.*?):?");
    private static final Pattern VALUE = Pattern.compile("      ([A-Za-z][A-Za-z ]*?) \\((\\d+) octets?\\):(.*)");
    private static final Pattern HEX = Pattern.compile("         (?:[0-9a-f]{2} ?)+");

    /** Line by line, since a page may end within a value. */
    private static final class Reader {
        private final List<Step> steps;
        private String name;
        private int length;
        private StringBuilder hex = new StringBuilder();

        Reader(List<Step> steps) {
            this.steps = steps;
        }

        void read(String line) {
            var title = TITLE.matcher(line);
            var value = VALUE.matcher(line);
            if (title.matches()) {
                endValue();
                steps.add(new Step(title.group(1), title.group(2), new LinkedHashMap<>()));
            } else if (value.matches() && !steps.isEmpty()) {
                endValue();
                name = value.group(1);
                length = Integer.parseInt(value.group(2));
                hex = new StringBuilder(value.group(3));
            } else if (HEX.matcher(line).matches()) {
                hex.append(line);
            }
        }

        void endValue() {
            if (name == null) return;
            var bytes = Bytes.ofHex(hex.toString().replace("(empty)", ""));
            if (bytes.length() != length)
                throw new AssertionError("%s of %s: %d bytes".formatted(name, steps.getLast(), bytes.length()));
            steps.getLast().values.put(name, bytes);
            name = null;
        }
    }
}
