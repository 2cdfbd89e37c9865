package dev.parley.requirements;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one requirement, or of several in a row: a line of an RFC's ledger.
 *
 * <pre>
 * 4.2.4 5 | only one retry | WaitServerHello | SECOND_RETRY RetryTest#forBoth
 * 9.3 6-10 | middleboxes | n/a: duties of middleboxes
 * 4.5.1 3 | an empty list | open: why
 * </pre>
 *
 * @param first the number of the requirement in its section, from 1
 * @param last the number of the last, if the line is about several
 * @param gist what is required, in a few words of our own
 * @param code the classes that do it
 * @param tests {@code TestClass#method}, or the name of a {@code Reason}, which EveryReasonTest provokes
 * @param why for what does not concern an endpoint, or is not done
 */
record Requirement(int rfc, String section, int first, int last, String gist, Status status, List<String> code,
    List<String> tests,
    String why) {
    enum Status {
        TESTED("enforced and tested"), ENFORCED("enforced"), NOT_APPLICABLE("not applicable"), OPEN("open");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    int count() {
        return last - first + 1;
    }

    String numbers() {
        return first == last ? "" + first : first + "–" + last;
    }

    static List<Requirement> read(int rfc, String ledger) {
        var all = new ArrayList<Requirement>();
        for (var line : ledger.split("\n")) if (!line.isBlank() && !line.startsWith("#")) all.add(of(rfc, line));
        return all;
    }

    private static Requirement of(int rfc, String line) {
        var fields = line.split("\\|", -1);
        if (fields.length < 3) throw new IllegalArgumentException("RFC " + rfc + ": " + line);
        var place = fields[0].strip().split("[ -]");
        int first = Integer.parseInt(place[1]);
        int last = Integer.parseInt(place[place.length - 1]);
        var code = fields[2].strip();
        var gist = fields[1].strip();
        if (code.startsWith("n/a:")) return without(rfc, place[0], first, last, gist, Status.NOT_APPLICABLE, code);
        if (code.startsWith("open:")) return without(rfc, place[0], first, last, gist, Status.OPEN, code);
        var tests = fields.length > 3 ? names(fields[3]) : List.<String>of();
        return new Requirement(rfc, place[0], first, last, gist, tests.isEmpty() ? Status.ENFORCED : Status.TESTED,
            names(code), tests, "");
    }

    private static Requirement without(int rfc, String section, int first, int last, String gist, Status status,
        String text) {
        return new Requirement(rfc, section, first, last, gist, status, List.of(), List.of(),
            text.substring(text.indexOf(':') + 1).strip());
    }

    private static List<String> names(String field) {
        return field.isBlank() ? List.of() : List.of(field.strip().split("\\s+"));
    }
}
