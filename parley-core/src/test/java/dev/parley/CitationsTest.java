package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every section that the code cites exists in the RFC, as far as its text is there. */
class CitationsTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root", "..")).toAbsolutePath().normalize();

    record Citation(int rfc, String section) {
        boolean isThere() {
            return Specifications.text(rfc).isEmpty() || Specifications.sections(rfc).contains(section);
        }
    }

    @BeforeEach
    void specificationsAreThere() {
        Specifications.need();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonCitesASection(Reason reason) {
        assertThat(citations(reason.source())).isNotEmpty().allMatch(Citation::isThere);
    }

    @Test
    void everyCitationInTheCodeIsThere() throws IOException {
        var missing = new TreeSet<String>();
        int count = 0;
        for (var file : sources()) {
            var found = citations(Files.readString(file));
            count += found.size();
            for (var one : found)
                if (!one.isThere())
                    missing.add("RFC %d section %s, in %s".formatted(one.rfc, one.section, ROOT.relativize(file)));
        }
        assertThat(missing).as("sections that do not exist").isEmpty();
        assertThat(count).as("citations found").isGreaterThan(300);
    }

    private static List<Path> sources() throws IOException {
        try (var modules = Files.list(ROOT)) {
            var sources = new ArrayList<Path>();
            for (var module : modules.map(it -> it.resolve("src/main/java")).filter(Files::isDirectory).toList())
                try (var files = Files.walk(module)) {
                    files.filter(it -> it.toString().endsWith(".java")).forEach(sources::add);
                }
            return sources;
        }
    }

    private static final String NUMBER = "(?:[0-9]+|[A-Z])(?:\\.[0-9]+)*";
    private static final Pattern CITATION = Pattern.compile("RFC ([0-9]+),? (?:sections?|appendix|appendices) ("
        + NUMBER + "(?:(?:, | and | to | or |, and )" + NUMBER + "\\b(?!\\.?[a-z]))*)");

    /** Also those that go on after a line break in a comment. */
    static List<Citation> citations(String text) {
        var joined = text.replaceAll("\\s*\\n\\s*(?:\\*|//)?\\s*", " ");
        var citations = new ArrayList<Citation>();
        CITATION.matcher(joined).results().forEach(found -> {
            for (var section : found.group(2).split(", and |, | and | to | or "))
                citations.add(new Citation(Integer.parseInt(found.group(1)), section));
        });
        return citations;
    }

    @Test
    void citationsAreReadAsPeopleReadThem() {
        assertThat(citations("RFC 9846 sections 4.2.3 and 7.1. RFC 5246 section\n     * 7.4.9; RFC 9846 appendix E.4."))
            .containsExactly(new Citation(9846, "4.2.3"), new Citation(9846, "7.1"), new Citation(5246, "7.4.9"),
                new Citation(9846, "E.4"));
        assertThat(citations("RFC 5246 sections 7.4.4 to 7.4.9, RFC 9325 section 4.1, and more"))
            .containsExactly(new Citation(5246, "7.4.4"), new Citation(5246, "7.4.9"), new Citation(9325, "4.1"));
    }

    /** The sections of RFC 9846 are counted, since its source has no numbers. */
    @Test
    void sectionsAreCountedAsTheyArePrinted() {
        assertThat(Specifications.sections(9846))
            .contains("1", "4.2.4", "4.3.11.2", "4.7.3", "5.5", "6.2", "9.2", "11.1", "A.1", "E.4")
            .doesNotContain("0", "4.8", "5.6", "12", "E.6");
        assertThat(Specifications.sections(5246)).contains("7.4.1.2", "8.1.2", "A", "F.1.1").doesNotContain("7.4.10");
        assertThat(Specifications.sections(8449)).contains("4", "5").doesNotContain("9");
    }
}
