package dev.parley.bogo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the result into {@code docs/conformance.md}, between two marks.
 *
 * @param lacking how many tests asked for something that is not there, by what it is
 */
record Document(Options options, Result result, Disabled disabled, Map<String, Integer> lacking) {
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
        return """
            BoringSSL revision `%s`, JDK %s: of %,d tests **%,d passed** and %,d failed; %,d are unimplemented, %,d disabled.

            """
            .formatted(options.revision(), Runtime.version().feature(), result.fates().size(),
                result.count(Result.Fate.PASSED), result.count(Result.Fate.FAILED),
                result.count(Result.Fate.UNIMPLEMENTED), result.count(Result.Fate.DISABLED))
            + result.table() + failures() + whyDisabled() + whatIsLacking();
    }

    private String failures() {
        List<String> failed = result.named(Result.Fate.FAILED);
        return failed.isEmpty() ? "" : "\nFailed: " + String.join(", ", failed) + "\n";
    }

    private String whyDisabled() {
        var counts = result.named(Result.Fate.DISABLED).stream()
            .collect(Collectors.groupingBy(disabled::reason, Collectors.summingInt(_ -> 1)));
        return "\n### Disabled\n\n| tests | why |\n| ---: | --- |\n" + rows(counts, Function.identity());
    }

    private String whatIsLacking() {
        return "\n### Unimplemented\n\n| tests | the first thing that is missing, as the suite calls it |\n| ---: | --- |\n"
            + rows(lacking, what -> "`" + what + "`");
    }

    /** The most frequent first. */
    private static String rows(Map<String, Integer> counts, Function<String, String> written) {
        return new TreeMap<>(counts).entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(it -> "| %d | %s |\n".formatted(it.getValue(), written.apply(it.getKey())))
            .collect(Collectors.joining());
    }
}
