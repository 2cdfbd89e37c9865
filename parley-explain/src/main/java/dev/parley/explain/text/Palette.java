package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.words.Tone;

/** Colors, or none. Whoever has none loses no information: everything is said in words too. */
public enum Palette {
    PLAIN,
    ANSI;

    private String style(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + 'm' + text + "\033[0m";
    }

    String side(Side side, String text) {
        return side == Side.CLIENT ? style("36", text) : style("35", text);
    }

    String name(Side side, String text) {
        return side == Side.CLIENT ? style("1;36", text) : style("1;35", text);
    }

    String strong(String text) {
        return style("1", text);
    }

    String faint(String text) {
        return style("2", text);
    }

    String good(String text) {
        return style("32", text);
    }

    String bad(String text) {
        return style("1;31", text);
    }

    String secret(String text) {
        return style("33", text);
    }

    String tone(Tone tone, String text) {
        return switch (tone) {
            case PLAIN -> text;
            case FAINT -> faint(text);
            case STRONG -> strong(text);
            case GOOD -> good(text);
            case BAD -> bad(text);
            case SECRET -> secret(text);
        };
    }

    /** In the clear is yellow, encrypted is green. */
    String guarded(boolean encrypted, String text) {
        return encrypted ? good(text) : style("33", text);
    }
}
