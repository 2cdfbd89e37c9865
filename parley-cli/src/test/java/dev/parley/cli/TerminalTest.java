package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.text.Palette;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What output is fit for. */
class TerminalTest {
    @Test
    void colorsAreForTerminalsThatWantThem() {
        assertThat(Terminal.of(Map.of("TERM", "xterm"), true, 80).palette()).isEqualTo(Palette.ANSI);
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, 80).palette()).isEqualTo(Palette.PLAIN);
        assertThat(Terminal.of(Map.of("TERM", "dumb"), true, 80).palette()).isEqualTo(Palette.PLAIN);
        assertThat(Terminal.of(Map.of("TERM", "xterm"), false, 0).palette()).isEqualTo(Palette.PLAIN);
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true, 80).palette()).isEqualTo(Palette.ANSI);
    }

    @Test
    void widthIsMeasuredOrToldOrTheStandard() {
        assertThat(Terminal.of(Map.of("COLUMNS", "132"), true, 80).width()).isEqualTo(80);
        assertThat(Terminal.of(Map.of("COLUMNS", "132"), false, 0).width()).isEqualTo(132);
        assertThat(Terminal.of(Map.of("COLUMNS", "wide"), false, 0).width()).isEqualTo(100);
    }

    @Test
    void picturesAreDrawnWithWhatTheCharacterSetHas() {
        assertThat(Output.drawn("│◀─ ✓ … ─▶│", StandardCharsets.US_ASCII)).isEqualTo("|<- + ~ ->|");
        assertThat(Output.drawn("│◀─", StandardCharsets.UTF_8)).isEqualTo("│◀─");
    }
}
