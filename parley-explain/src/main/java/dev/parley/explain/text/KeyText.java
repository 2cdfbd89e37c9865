package dev.parley.explain.text;

import dev.parley.explain.story.Derivation;
import dev.parley.explain.words.Words;
import java.util.List;

/** Writes how keys come about, step by step: the formula, and the value that comes out. */
final class KeyText {
    private static final int SHORT = 32;

    private final Page page;
    private final Words words;
    private final boolean full;

    KeyText(Page page, Words words, boolean full) {
        this.page = page;
        this.words = words;
        this.full = full;
    }

    void write(List<Derivation> steps) {
        int column = Math.min(28, steps.stream().mapToInt(it -> it.name().length()).max().orElse(0));
        for (var step : steps) {
            page.line("");
            if (!step.formula().isEmpty())
                page.entry(step.name(), column, "= " + step.formula(), page.palette()::faint);
            page.entry(step.formula().isEmpty() ? step.name() : "", column, value(step), page.palette()::secret);
            if (step.isConfirmed()) page.entry("", column, "✓ " + confirmed(step), page.palette()::good);
            if (step.isContradicted())
                page.entry("", column, "✗ " + words.text("keys.contradicted"), page.palette()::bad);
        }
    }

    private String value(Derivation step) {
        var hex = step.value().hex();
        return full || hex.length() <= SHORT ? hex
            : words.text("with", hex.substring(0, SHORT) + "…", words.bytes(hex.length() / 2));
    }

    private String confirmed(Derivation step) {
        return words.text(step.name().endsWith("verify_data") ? "keys.finished" : "keys.confirmed");
    }
}
