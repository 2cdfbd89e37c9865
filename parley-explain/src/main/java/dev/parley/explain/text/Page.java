package dev.parley.explain.text;

import dev.parley.config.Side;

/**
 * A page as wide as the terminal, with the client's line of life at its left edge and the server's at its right. What
 * belongs to one side stands near that side; what passes from one to the other is an arrow across.
 */
final class Page {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 110;

    private final StringBuilder text = new StringBuilder();
    private final Palette palette;
    private final int width;

    Page(Palette palette, int wanted) {
        this.palette = palette;
        this.width = Math.clamp(wanted, NARROWEST, WIDEST);
    }

    Palette palette() {
        return palette;
    }

    /** How many columns there are for what belongs to one side. */
    int room() {
        return width - 4 - indent(Side.SERVER) + indent(Side.CLIENT);
    }

    private int indent(Side side) {
        return side == Side.CLIENT ? 1 : width / 8;
    }

    /** Between the lines of life. */
    private void between(String content) {
        text.append(palette.side(Side.CLIENT, "│")).append(Columns.pad(content, width - 2))
            .append(palette.side(Side.SERVER, "│")).append('\n');
    }

    void blank() {
        between("");
    }

    /** A line without the lines of life, as it is. */
    void line(String content) {
        text.append(content.stripTrailing()).append('\n');
    }

    /** Text without the lines of life. */
    void paragraph(String plain, int indent) {
        for (var part : Columns.wrap(plain, width - indent)) line(" ".repeat(indent) + part);
    }

    int width() {
        return width;
    }

    /** At the top: who stands where. */
    void heads(String client, String server) {
        int gap = Math.max(1, width - Columns.of(client) - Columns.of(server));
        line(palette.name(Side.CLIENT, client) + " ".repeat(gap) + palette.name(Side.SERVER, server));
    }

    /** The turn of one side begins. */
    void turn(Side side, String what) {
        blank();
        var faint = palette.faint(what);
        if (side == Side.CLIENT) between(" " + faint);
        else between(" ".repeat(Math.max(0, width - 3 - Columns.of(what))) + faint + " ");
    }

    /** Something passes. @param name plain, @param note with style or without */
    void arrow(Side from, String name, String note) {
        int dashes = Math.max(2, width - 9 - Columns.of(name) - Columns.of(note));
        var shown = palette.name(from, name);
        var line = palette.side(from, "─".repeat(dashes));
        if (from == Side.CLIENT)
            text.append(palette.side(Side.CLIENT, "├─")).append(' ').append(shown).append(' ').append(line)
                .append(' ').append(note).append(' ').append(palette.side(from, "─▶"))
                .append(palette.side(Side.SERVER, "│"));
        else text.append(palette.side(Side.CLIENT, "│")).append(palette.side(from, "◀─")).append(' ').append(note)
            .append(' ')
            .append(line).append(' ').append(shown).append(' ').append(palette.side(from, "─┤"));
        text.append('\n');
    }

    /** Text near its side. The mark stands before it, the rest hangs below. @param style of each line */
    void beside(Side side, String mark, String plain, java.util.function.UnaryOperator<String> style) {
        int hang = Columns.of(mark);
        var hanging = " ".repeat(hang);
        var begin = mark;
        for (var part : Columns.wrap(plain, room() - hang)) {
            between(" ".repeat(indent(side)) + begin + style.apply(part));
            begin = hanging;
        }
    }

    /** A name and what it is, near its side. @param column how wide the names are */
    void field(Side side, String name, int column, String plain) {
        beside(side, "  " + palette.faint(Columns.pad(name, column)) + " ", plain, it -> it);
    }

    /** A name and what it is, without the lines of life. */
    void entry(String name, int column, String plain, java.util.function.UnaryOperator<String> style) {
        var begin = "  " + palette.faint(Columns.pad(name, column)) + "  ";
        for (var part : Columns.wrap(plain, width - column - 4)) {
            line(begin + style.apply(part));
            begin = " ".repeat(column + 4);
        }
    }

    void title(String plain) {
        line("");
        line(palette.strong(plain));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
