package dev.parley.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An RFC, cut into its sections, with how many requirements each has: every MUST, MUST NOT, SHALL, SHALL NOT is one, and they
 * are numbered from 1 in each section.
 *
 * @param sections the number of requirements by section, in the order of the text; sections without any among them
 */
record Specification(int rfc, Map<String, Integer> sections) {
    private static final Pattern PRINTED =
        Pattern.compile("^(?:Appendix )?([0-9]+(?:\\.[0-9]+)*|[A-Z](?:\\.[0-9]+)*)\\.? {1,3}[A-Z0-9\"(].*");
    private static final Pattern HEADING = Pattern.compile("^(#{1,5}) +(.+)$");
    private static final Pattern MUST = Pattern.compile("\\b(MUST|SHALL)\\b");

    static Specification read(Path folder, int rfc) throws IOException {
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(it -> it.getFileName().toString().matches("rfc" + rfc + "(-.*)?\\.(txt|md)")).sorted()
                .findFirst().orElseThrow(() -> new IOException("RFC " + rfc + " is not in " + folder));
        }
        var reader = new Reader(file.toString().endsWith(".md"));
        Files.readAllLines(file).forEach(reader::line);
        return new Specification(rfc, reader.sections);
    }

    private static final class Reader {
        private final boolean markdown;
        private final int[] numbers = new int[7];
        private final Map<String, Integer> sections = new LinkedHashMap<>();
        private String section = "";
        private boolean appendix;

        Reader(boolean markdown) {
            this.markdown = markdown;
        }

        void line(String line) {
            if (markdown && line.startsWith("--- back")) {
                appendix = true;
                numbers[1] = 0;
            }
            var heading = (markdown ? HEADING : PRINTED).matcher(line);
            if (heading.matches() && !line.contains(":numbered=\"false\"")) {
                section = markdown ? counted(heading.group(1).length()) : heading.group(1);
                sections.putIfAbsent(section, 0);
            } else if (!section.isEmpty()) {
                int more = (int) MUST.matcher(line).results().count();
                if (more > 0) sections.merge(section, more, Integer::sum);
            }
        }

        private String counted(int depth) {
            numbers[depth]++;
            for (int i = depth + 1; i < numbers.length; i++) numbers[i] = 0;
            var number = new StringBuilder(appendix ? "" + (char) ('A' + numbers[1] - 1) : "" + numbers[1]);
            for (int i = 2; i <= depth; i++) number.append('.').append(numbers[i]);
            return number.toString();
        }
    }
}
