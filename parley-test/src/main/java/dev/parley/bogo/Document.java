package dev.parley.bogo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Writes the result into {@code docs/conformance.md}, between two marks. */
record Document(Options options, Result result) {
    private static final String BEGIN = "<!-- bogo: written by ./bogo, do not edit -->\n";
    private static final String END = "<!-- /bogo -->";

    void write() throws IOException {
        var file = options.document().orElseThrow();
        var page = Files.readString(file);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) throw new IOException(file + " has no place for the result");
        Files.writeString(file, page.substring(0, begin + BEGIN.length()) + text() + page.substring(end));
    }

    private String text() {
        int all = result.fates().size();
        return """
            BoringSSL revision `%s`, JDK %s: of %,d tests **%,d passed** and %d failed.

            """.formatted(options.revision(), Runtime.version().feature(), all, result.count(Result.Fate.PASSED),
            result.count(Result.Fate.FAILED)) + result.table() + failures();
    }

    private String failures() {
        List<String> failed = result.named(Result.Fate.FAILED);
        return failed.isEmpty() ? "" : "\nFailed: " + String.join(", ", failed) + "\n";
    }
}
