package dev.parley.transparency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) into maps, lists, texts, numbers as {@link Double}, booleans and {@code null}: lists of logs are
 * published so, and this module has no library for it.
 */
final class Json {
    /** Deeper than any list of logs, and far from the end of a thread's stack. */
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is not JSON */
    static Object parse(String text) {
        var json = new Json(text);
        var value = json.value(0);
        json.blanks();
        if (json.at < text.length()) throw json.wrong("the end");
        return value;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) throw wrong("something less deep");
        blanks();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        var members = new LinkedHashMap<String, Object>();
        at++;
        blanks();
        if (taken('}')) return members;
        do {
            blanks();
            if (peek() != '"') throw wrong("a name");
            var name = string();
            blanks();
            if (!taken(':')) throw wrong("a colon");
            members.put(name, value(depth + 1));
            blanks();
        } while (taken(','));
        if (!taken('}')) throw wrong("a brace");
        return members;
    }

    private List<Object> list(int depth) {
        var members = new ArrayList<>();
        at++;
        blanks();
        if (taken(']')) return members;
        do {
            members.add(value(depth + 1));
            blanks();
        } while (taken(','));
        if (!taken(']')) throw wrong("a bracket");
        return members;
    }

    private String string() {
        var string = new StringBuilder();
        at++;
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next < ' ') throw wrong("a text on one line");
            string.append(next == '\\' ? escaped() : next);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char escape = peek();
        at++;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                if (at + 4 > text.length()) throw wrong("four digits");
                at += 4;
                yield (char) Integer.parseUnsignedInt(text, at - 4, at, 16);
            }
            default -> throw wrong("an escape");
        };
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) throw wrong(word);
        at += word.length();
        return meaning;
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        if (from == at) throw wrong("a value");
        return Double.valueOf(text.substring(from, at));
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char peek() {
        if (at >= text.length()) throw wrong("more");
        return text.charAt(at);
    }

    private boolean taken(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) at++;
        return there;
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("at character %d, %s is wanted".formatted(at, wanted));
    }
}
