package dev.parley.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests that the documents name are there. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root"));

    private Sources sources;

    @BeforeEach
    void read() throws IOException {
        sources = Sources.of(ROOT);
    }

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        try (var pages = Files.list(ROOT.resolve("docs"))) {
            for (var page : Stream.concat(pages, Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md")
                .map(ROOT::resolve)).filter(it -> it.toString().endsWith(".md")).sorted().toList())
                assertThat(sources.missing(Files.readString(page))).as(page.toString()).isEmpty();
        }
    }

    @Test
    void namesAreReadAsPeopleReadThem() {
        assertThat(sources.missing("`DocumentsTest`, `DocumentsTest#read` and `DocumentsTest#read`, `#noSuchTest`"))
            .containsExactly("DocumentsTest#noSuchTest");
        assertThat(sources.missing("`NoSuchTest`")).containsExactly("NoSuchTest");
    }

    private static final Pattern REASON = Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`");

    /** For each attack a test, or a page that says why there can be none. */
    @Test
    void everyAttackHasItsTest() throws IOException {
        var rows = rows("docs/attacks.md", "attack");
        assertThat(rows).hasSizeGreaterThan(20);
        var reasons = Stream.of(Reason.values()).map(Reason::name).toList();
        for (var row : rows) {
            var shown = row.getLast();
            assertThat(Sources.named(shown) > 0 || shown.contains("not applicable")).as(row.toString()).isTrue();
            assertThat(REASON.matcher(shown).results().map(it -> it.group(1)).toList()).isSubsetOf(reasons);
        }
    }

    private static final Pattern METHOD = Pattern.compile("`(?:(\\w+Test)#)?([a-z]\\w+)`");

    /** A test that is named without its class is one of LimitsTest. */
    @Test
    void everyLimitHasItsTest() throws IOException {
        var rows = rows("SECURITY.md", "what");
        assertThat(rows).hasSizeGreaterThan(20);
        for (var row : rows) {
            var named = METHOD.matcher(row.getLast()).results()
                .map(it -> (it.group(1) == null ? "LimitsTest" : it.group(1)) + "#" + it.group(2)).toList();
            assertThat(named).as(row.toString()).isNotEmpty().allMatch(sources::hasTest);
        }
    }

    /** The cells of each row below the heading that begins so. */
    private static List<List<String>> rows(String page, String heading) throws IOException {
        return Files.readAllLines(ROOT.resolve(page)).stream()
            .dropWhile(line -> !line.startsWith("| " + heading + " |"))
            .skip(2).takeWhile(line -> line.startsWith("|"))
            .map(line -> List.of(line.substring(1, line.length() - 1).split("\\|")))
            .map(cells -> cells.stream().map(String::strip).toList()).toList();
    }
}
