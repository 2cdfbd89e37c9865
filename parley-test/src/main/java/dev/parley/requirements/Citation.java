package dev.parley.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in the code that names a section. @param number which of its requirements, 0 if it does not say
 *
 * @param isTest in a test, so that what is named is exercised there
 */
record Citation(int rfc, String section, int number, Path file, boolean isTest) {
    private static final String NUMBER = "(?:[0-9]+|[A-Z])(?:\\.[0-9]+)*";
    private static final Pattern FORM = Pattern.compile("RFC ([0-9]+),? (?:sections?|appendix|appendices) (" + NUMBER
        + "(?:(?:, and |, | and | to | or )" + NUMBER + "\\b(?!\\.?[a-z]))*)(?:, MUST ([0-9]+))?");

    static List<Citation> in(Path root) throws IOException {
        var all = new ArrayList<Citation>();
        try (var modules = Files.list(root)) {
            for (var module : modules.filter(it -> it.getFileName().toString().startsWith("parley")).sorted().toList())
                for (var part : List.of("src/main/java", "src/test/java")) {
                    var sources = module.resolve(part);
                    if (!Files.isDirectory(sources)) continue;
                    try (var files = Files.walk(sources)) {
                        for (var file : files.filter(it -> it.toString().endsWith(".java")).sorted().toList())
                            of(file, part.contains("test"), all);
                    }
                }
        }
        return all;
    }

    private static void of(Path file, boolean isTest, List<Citation> all) throws IOException {
        var joined = Files.readString(file).replaceAll("\\s*\\n\\s*(?:\\*|//)?\\s*", " ");
        FORM.matcher(joined).results().forEach(found -> {
            int number = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
            for (var section : found.group(2).split(", and |, | and | to | or "))
                all.add(new Citation(Integer.parseInt(found.group(1)), section, number, file, isTest));
        });
    }
}
