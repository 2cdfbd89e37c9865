package dev.parley.explain.text;

import dev.parley.explain.words.Endings;
import dev.parley.explain.words.Tone;

/** Writes how it ended. */
final class EndText {
    private EndText() {}

    static void write(Endings endings, Page page) {
        for (var section : endings.all()) {
            page.line("");
            page.line(page.palette().tone(section.tone(), section.title()));
            int column = section.lines().stream().mapToInt(it -> Columns.of(it.name())).max().orElse(0);
            for (var line : section.lines())
                page.entry(line.name(), column, line.text(), it -> page.palette().tone(line.tone(), it));
        }
    }
}
