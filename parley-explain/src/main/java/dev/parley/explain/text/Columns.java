package dev.parley.explain.text;

import java.util.ArrayList;
import java.util.List;

/** How wide text is on a terminal, and where its lines may break. Escape sequences have no width, Chinese characters two columns. */
final class Columns {
    private Columns() {}

    static int of(String text) {
        int width = 0;
        for (int at = 0; at < text.length();) {
            if (text.charAt(at) == '\033') {
                at = text.indexOf('m', at) + 1;
                continue;
            }
            int c = text.codePointAt(at);
            width += width(c);
            at += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) return 0;
        return isWide(c) ? 2 : 1;
    }

    /** East Asian Width W and F, as far as the words use them. Unicode Standard Annex 11. */
    static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F || c >= 0x2E80 && c <= 0x303E || c >= 0x3041 && c <= 0xA4CF
            || c >= 0xAC00 && c <= 0xD7A3 || c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE4F
            || c >= 0xFF00 && c <= 0xFF60 || c >= 0xFFE0 && c <= 0xFFE6 || c >= 0x1F300 && c <= 0x1FAFF
            || c >= 0x20000 && c <= 0x3FFFD;
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** Cuts plain text into lines of at most so many columns: at spaces, between Chinese characters, and within words too long. */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (var piece : pieces(text)) {
            int wide = of(piece);
            if (used > 0 && used + of(piece.stripTrailing()) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                used = 0;
            }
            while (wide > width) {
                int cut = fitting(piece, width);
                lines.add(piece.substring(0, cut));
                piece = piece.substring(cut);
                wide = of(piece);
            }
            line.append(piece);
            used += wide;
        }
        if (!line.isEmpty() || lines.isEmpty()) lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static int fitting(String text, int width) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (used + width(c) > width && at > 0) return at;
            used += width(c);
            at += Character.charCount(c);
        }
        return at;
    }

    /** The parts between which a line may break. No line begins with closing punctuation, none ends with an opening one. */
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int from = 0;
        for (int at = 1; at < text.length(); at++) {
            char before = text.charAt(at - 1);
            char next = text.charAt(at);
            boolean afterSpace = before == ' ' && next != ' ';
            boolean aroundWide = (isWide(before) || isWide(next)) && next != ' ' && CLOSING.indexOf(next) < 0
                && OPENING.indexOf(before) < 0;
            if (afterSpace && CLOSING.indexOf(next) < 0 || aroundWide) {
                pieces.add(text.substring(from, at));
                from = at;
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static final String CLOSING = "，。：；、）》！？”’…,.:;)!?%";
    private static final String OPENING = "（《“‘(";
}
