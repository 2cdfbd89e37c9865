package dev.parley.cli;

import dev.parley.explain.text.Palette;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the output goes to: whether it may be colored, and how wide it is.
 *
 * @param width in columns
 */
record Terminal(Palette palette, int width) {
    /** Where there is no terminal: files and pipes. */
    private static final int STANDARD_WIDTH = 100;

    static Terminal standard() {
        boolean isTerminal = System.console() != null && System.console().isTerminal();
        return of(System.getenv(), isTerminal, isTerminal ? measured() : 0);
    }

    /** @param measured the terminal's own word on its width, 0 if it has none */
    static Terminal of(Map<String, String> environment, boolean isTerminal, int measured) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
        int width = measured > 0 ? measured : number(environment.getOrDefault("COLUMNS", ""));
        return new Terminal(isTerminal && !plain ? Palette.ANSI : Palette.PLAIN, width > 0 ? width : STANDARD_WIDTH);
    }

    private static int number(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : 0;
    }

    /** Java cannot tell, so stty is asked. */
    private static int measured() {
        try {
            var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(200, TimeUnit.MILLISECONDS)) stty.destroy();
            var words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ");
            return words.length == 2 ? number(words[1]) : 0;
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
