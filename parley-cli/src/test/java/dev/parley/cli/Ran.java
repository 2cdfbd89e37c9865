package dev.parley.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * A command that was run within this process.
 *
 * @param out what it told on standard output
 * @param piped what it wrote there as bytes
 */
record Ran(int code, String out, String err, byte[] piped) {
    static Ran of(String... args) {
        return piping("", args);
    }

    /** @param input on standard input */
    static Ran piping(String input, String... args) {
        var piped = new ByteArrayOutputStream();
        return run(new Streams(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), piped), piped, args);
    }

    private static Ran run(Streams streams, ByteArrayOutputStream piped, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Parley.commandLine(streams).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
        return new Ran(code, out.toString(), err.toString(), piped.toByteArray());
    }

    /** With English words, whatever the machine's language is. */
    static Ran demo(String... args) {
        var all = new java.util.ArrayList<>(java.util.List.of("demo", "--lang", "en"));
        all.addAll(java.util.List.of(args));
        return of(all.toArray(String[]::new));
    }

    String text() {
        return new String(piped, StandardCharsets.UTF_8);
    }

    /** What was told, on one line: where lines break is of no interest. */
    String flat() {
        return flat(out);
    }

    static String flat(String text) {
        return text.replaceAll("[│\\s]+", " ");
    }
}
