package dev.parley.requirements;

import dev.parley.failure.Reason;
import dev.parley.requirements.Requirement.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes {@code docs/rfc-coverage.md}: for each requirement of the RFCs implemented, the code that meets it and the tests
 * that show it. What it knows stands in the ledgers beside this class, one for each RFC; the RFCs themselves say how many
 * requirements there are, so that none can be left out. Arguments: the repository's root, and the folder with the RFCs.
 */
public final class Coverage {
    static final List<Integer> RFCS = List.of(9846, 5246, 5746, 7627, 7301, 6066, 8449, 7366, 8422, 7919, 7905, 5077,
        8701, 7507, 9258, 7918, 9149, 5705, 9266, 5929, 9849, 9180, 8879, 7250, 7633, 6960, 10024, 9155, 5288, 7685,
        9257, 9850, 8996, 9325, 9345, 6962, 6961, 4279, 5487, 5489, 5289, 6655, 7251, 6176, 7748);

    private final Map<Integer, Specification> specifications = new LinkedHashMap<>();
    private final Map<Integer, List<Requirement>> ledgers = new LinkedHashMap<>();
    private final List<Citation> citations;
    private final Sources sources;

    private Coverage(Path root, Path folder) throws IOException {
        for (int rfc : RFCS) {
            specifications.put(rfc, Specification.read(folder, rfc));
            ledgers.put(rfc, ledger(rfc));
        }
        citations = Citation.in(root);
        sources = Sources.of(root);
    }

    private static List<Requirement> ledger(int rfc) throws IOException {
        try (var in = Coverage.class.getResourceAsStream("rfc" + rfc + ".txt")) {
            if (in == null) throw new IOException("there is no ledger for RFC " + rfc);
            return Requirement.read(rfc, new String(in.readAllBytes(), StandardCharsets.UTF_8));
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

    /** Citations of what does not exist, and requirements that no line of a ledger is about, or two. */
    List<String> wrong() {
        var wrong = new ArrayList<String>();
        for (var one : citations) {
            var specification = specifications.get(one.rfc());
            if (specification == null) continue;
            var count = specification.sections().get(one.section());
            if (count == null || one.number() > count)
                wrong.add(one.file() + ": RFC " + one.rfc() + " section " + one.section() + ", MUST " + one.number());
        }
        ledgers.values().forEach(ledger -> ledger.forEach(one -> check(one, wrong)));
        for (int rfc : RFCS) checkComplete(rfc, wrong);
        return wrong;
    }

    private void check(Requirement one, List<String> wrong) {
        var place = "RFC " + one.rfc() + " section " + one.section() + ", MUST " + one.numbers() + ": ";
        if (one.gist().isEmpty()) wrong.add(place + "says not what is required");
        boolean done = one.status() == Status.TESTED || one.status() == Status.ENFORCED;
        if (done ? one.code().isEmpty() : one.why().isEmpty()) wrong.add(place + "neither code nor a reason");
        one.code().stream().filter(it -> !sources.hasCode(it)).forEach(it -> wrong.add(place + "no class " + it));
        one.tests().stream().filter(it -> !isTest(it)).forEach(it -> wrong.add(place + "no test " + it));
    }

    private boolean isTest(String name) {
        return name.matches("[A-Z0-9_]+") ? Stream.of(Reason.values()).anyMatch(it -> it.name().equals(name))
            : sources.hasTest(name);
    }

    private void checkComplete(int rfc, List<String> wrong) {
        specifications.get(rfc).sections().forEach((section, count) -> {
            for (int i = 1; i <= count; i++) {
                int number = i;
                long lines = ledgers.get(rfc).stream().filter(it -> it.section().equals(section))
                    .filter(it -> it.first() <= number && number <= it.last()).count();
                if (lines != 1)
                    wrong.add("RFC " + rfc + " section " + section + ", MUST " + number + ": " + lines + " lines");
            }
        });
        for (var one : ledgers.get(rfc))
            if (one.last() > specifications.get(rfc).sections().getOrDefault(one.section(), 0))
                wrong.add("RFC " + rfc + " section " + one.section() + " has no MUST " + one.last());
    }

    /** How many requirements of an RFC have come to what. */
    Map<Status, Integer> tally(int rfc) {
        var tally = new EnumMap<Status, Integer>(Status.class);
        for (var status : Status.values()) tally.put(status, 0);
        ledgers.get(rfc).forEach(one -> tally.merge(one.status(), one.count(), Integer::sum));
        return tally;
    }

    String page() {
        var page = new StringBuilder(
            """
                # What the RFCs require, and where it is done

                Written by `dev.parley.requirements.Coverage` in `parley-test` from the ledgers in
                `parley-test/src/main/resources/dev/parley/requirements`:

                ```sh
                mvn -q -DskipTests -pl parley-test -am package dependency:copy-dependencies -DincludeScope=runtime
                java -cp 'parley-test/target/classes:parley-test/target/dependency/*' dev.parley.requirements.Coverage . ../shared/rfc
                ```

                A requirement is a MUST, MUST NOT, SHALL or SHALL NOT of the text, numbered from 1 within its section. Each has one line here,
                in words of our own; `CoverageTest` fails if one is missing, if a class or a test named here does not exist, or if this page is not
                what the tool writes. *Enforced and tested* names tests that exercise it: most fail without it, but that each does was not proved one
                by one. A name in capitals is a `Reason`, which `EveryReasonTest` provokes. *Enforced* says that the code named does it, and no
                test of ours shows it.

                | RFC | requirements | enforced and tested | enforced | not applicable | open |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (int rfc : RFCS) {
            var tally = tally(rfc);
            page.append("| [").append(rfc).append("](#rfc-").append(rfc).append(") | ")
                .append(tally.values().stream().mapToInt(it -> it).sum());
            tally.values().forEach(it -> page.append(" | ").append(it));
            page.append(" |\n");
        }
        for (int rfc : RFCS) section(page, rfc);
        return page.toString();
    }

    private void section(StringBuilder page, int rfc) {
        page.append("\n## RFC ").append(rfc).append(
            "\n\n| section | what | status | code | tests, or why |\n| --- | --- | --- | --- | --- |\n");
        for (var one : ledgers.get(rfc))
            page.append("| ").append(one.section()).append(", ").append(one.numbers()).append(" | ")
                .append(one.gist()).append(" | ").append(one.status()).append(" | ")
                .append(String.join(", ", one.code())).append(" | ")
                .append(one.why().isEmpty() ? String.join(", ", one.tests()) : one.why()).append(" |\n");
    }
}
