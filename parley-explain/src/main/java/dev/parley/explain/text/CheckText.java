package dev.parley.explain.text;

import dev.parley.explain.story.Check;
import dev.parley.explain.words.Words;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes what both sides checked, done again: the verdict of each, and in full what went in and came out. */
final class CheckText {
    private static final int SHORT = 64;

    private final Page page;
    private final Words words;
    private final boolean full;

    CheckText(Page page, Words words, boolean full) {
        this.page = page;
        this.words = words;
        this.full = full;
    }

    void write(List<Check> checks) {
        if (checks.isEmpty()) return;
        page.title(words.text("checked.title"));
        int column = checks.stream().mapToInt(it -> Columns.of(words.check(it))).max().orElse(0);
        for (var check : checks) {
            if (full) page.line("");
            page.entry(words.check(check), column, mark(check) + " " + words.verdict(check), style(check));
            if (full) inside(check, column);
        }
    }

    private static String mark(Check check) {
        return switch (check.verdict()) {
            case HOLDS -> "✓";
            case FAILS -> "✗";
            case UNKNOWN -> "?";
        };
    }

    private UnaryOperator<String> style(Check check) {
        return switch (check.verdict()) {
            case HOLDS -> page.palette()::good;
            case FAILS -> page.palette()::bad;
            case UNKNOWN -> page.palette()::faint;
        };
    }

    private void inside(Check check, int column) {
        page.entry("", column, words.why(check), it -> it);
        if (!check.formula().isEmpty())
            page.entry("  " + words.text("checked.made"), column, check.formula(), page.palette()::faint);
        for (var part : check.parts()) {
            page.entry("  " + part.name(), column,
                part.formula().isEmpty() ? shortened(part) : "= " + part.formula(), part.formula().isEmpty()
                    ? page.palette()::secret : page.palette()::faint);
            if (!part.formula().isEmpty()) page.entry("", column, shortened(part), page.palette()::secret);
        }
        page.entry("  " + words.text("checked.source"), column, check.source(), page.palette()::faint);
    }

    /** Whole messages, keys and signatures fill pages; JSON and the page in the browser have all of it. */
    private String shortened(Check.Part part) {
        var hex = part.value().hex();
        return hex.length() <= 4 * SHORT ? hex
            : words.text("with", hex.substring(0, SHORT) + "…", words.bytes(hex.length() / 2));
    }
}
