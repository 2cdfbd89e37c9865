package dev.parley.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/rfc-coverage.md}: for each section of the RFCs implemented, how many requirements it has, where the
 * code cites it, and which tests do. Arguments: the repository's root, and the folder with the RFCs.
 */
public final class Coverage {
    private static final List<Integer> RFCS =
        List.of(9846, 5246, 5746, 7627, 7301, 6066, 8449, 7366, 8422, 7919, 7905, 5077, 8701, 7507, 9258);

    private final Map<Integer, Specification> specifications = new LinkedHashMap<>();
    private final List<Citation> citations;
    private final Map<String, String> notApplicable = new LinkedHashMap<>();
    private final List<String> reasonTests;

    private Coverage(Path root, Path folder) throws IOException {
        for (int rfc : RFCS) specifications.put(rfc, Specification.read(folder, rfc));
        citations = Citation.in(root);
        // Every Reason has a test that provokes it, by name: what a Reason cites is exercised there. EveryReasonTest.
        reasonTests = citations.stream().filter(it -> it.file().endsWith("failure/Reason.java"))
            .map(it -> it.rfc() + " " + it.section()).toList();
        try (var in = Coverage.class.getResourceAsStream("not-applicable.txt")) {
            for (var line : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
                if (line.isBlank() || line.startsWith("#")) continue;
                var parts = line.split("\\s+", 3);
                notApplicable.put(parts[0] + " " + parts[1], parts[2]);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments[0]);
        var coverage = new Coverage(root, Path.of(arguments[1]));
        coverage.wrong().forEach(System.err::println);
        Files.writeString(root.resolve("docs/rfc-coverage.md"), coverage.page());
        if (!coverage.wrong().isEmpty()) System.exit(1);
    }

    static Coverage of(Path root, Path folder) throws IOException {
        return new Coverage(root, folder);
    }

    /** Citations of sections or requirements that do not exist, and notes on such. */
    List<String> wrong() {
        var wrong = new ArrayList<String>();
        for (var one : citations) {
            var specification = specifications.get(one.rfc());
            if (specification == null) continue;
            var count = specification.sections().get(one.section());
            if (count == null || one.number() > count)
                wrong.add(one.file() + ": RFC " + one.rfc() + " section " + one.section() + ", MUST " + one.number());
        }
        for (var key : notApplicable.keySet()) {
            var parts = key.split(" ");
            var specification = specifications.get(Integer.parseInt(parts[0]));
            if (specification == null || !specification.sections().containsKey(parts[1])) wrong.add("note on " + key);
        }
        return wrong;
    }

    private String status(int rfc, String section) {
        var note = notApplicable.get(rfc + " " + section);
        if (note != null) return "not applicable: " + note;
        boolean enforced = !files(rfc, section, false).isEmpty();
        boolean tested = !files(rfc, section, true).isEmpty() || reasonTests.contains(rfc + " " + section);
        return enforced ? tested ? "cited and tested" : "cited" : "open";
    }

    private List<String> files(int rfc, String section, boolean tests) {
        return citations.stream()
            .filter(it -> it.rfc() == rfc && it.section().equals(section) && it.isTest() == tests)
            .map(it -> it.file().getFileName().toString().replace(".java", "")).distinct().sorted().toList();
    }

    String page() {
        var page = new StringBuilder(
            """
                # What the RFCs require, and where it is done

                Written by `dev.parley.requirements.Coverage` in `parley-test`, with the repository's folder and that of
                the RFCs as its arguments. A requirement is a
                MUST, MUST NOT, SHALL or SHALL NOT of the text, counted within its section. The matching is by section: *cited and tested* says
                that the code names the section, and that a test names it or provokes a `Reason` that does (each `Reason` has a test that provokes it);
                it does not say that each single requirement of the section is. *Open* says that no code names the section.

                """);
        for (var specification : specifications.values()) section(page, specification);
        return page.toString();
    }

    private void section(StringBuilder page, Specification specification) {
        int rfc = specification.rfc();
        var having = specification.sections().entrySet().stream().filter(it -> it.getValue() > 0).toList();
        var tally = having.stream().collect(Collectors.groupingBy(
            it -> status(rfc, it.getKey()).replaceAll(":.*", ""), java.util.TreeMap::new,
            Collectors.summingInt(Map.Entry::getValue)));
        page.append("## RFC ").append(rfc).append("\n\nRequirements by the status of their section: ").append(tally)
            .append("\n\n| section | requirements | code | tests | status |\n| --- | --- | --- | --- | --- |\n");
        for (var one : having)
            page.append("| ").append(one.getKey()).append(" | ").append(one.getValue()).append(" | ")
                .append(some(files(rfc, one.getKey(), false))).append(" | ")
                .append(some(files(rfc, one.getKey(), true)))
                .append(reasonTests.contains(rfc + " " + one.getKey()) ? " EveryReasonTest" : "").append(" | ")
                .append(status(rfc, one.getKey())).append(" |\n");
        page.append('\n');
    }

    private static String some(List<String> names) {
        int most = 4;
        return names.size() <= most ? String.join(" ", names)
            : String.join(" ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }
}
