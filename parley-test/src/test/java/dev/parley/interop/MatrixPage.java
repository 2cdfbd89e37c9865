package dev.parley.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** The matrix as people read it: in the terminal, and in {@code docs/interop.md}. */
final class MatrixPage {
    private static final Path FILE = Path.of(System.getProperty("parley.root", ".."), "docs", "interop.md");

    private final Matrix matrix;
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private int ok;
    private int cannot;
    private int failed;

    MatrixPage(Matrix matrix) {
        this.matrix = matrix;
    }

    /** For the terminal. */
    String plain() {
        return markdown().lines().map(line -> line.replaceFirst("^\\|(?=[- |]+$)", "+"))
            .collect(Collectors.joining("\n"));
    }

    void write() throws IOException {
        Files.writeString(FILE, markdown());
    }

    /** Does the page say what came out? Only if it was written with these versions of the peers. */
    void compare() throws IOException {
        var written = Files.readString(FILE);
        Assumptions.assumeTrue(written.contains(versions()),
            "docs/interop.md was written with other versions of the peers");
        assertEquals(written, markdown(), "run the test with -Dparley.docs=true, and read what has changed");
    }

    private String markdown() {
        reasons.clear();
        ok = cannot = failed = 0;
        var tables = Setups.all().stream().map(this::table).collect(Collectors.joining("\n"));
        return """
            # Interoperability

            Parley as client and as server with other people's TLS. Each cell of the tables is run by `mvn verify`: a real handshake
            over a socket, set up on both sides so that only what the row says can come out; then something short and something
            long (100 KB) are sent and come back, and both sides close with close_notify. Checked are version, suite, group, who
            has signed, the certificate shown, ALPN, the server name, and what else the row is about.

            This page is written by the test itself, and the test fails where the page and the outcome differ:

            ```
            mvn -pl parley-test -am test -Dtest=InteropTest -Dsurefire.failIfNoSpecifiedTests=false -Dparley.docs=true
            ```

            %s
            **%d cells: %d work, %d cannot be done by the peer, %d fail.** The number in a cell that cannot be done leads to the
            reason, at the end. Such cells are tried too: if one works one day, the test fails until the page knows it.

            %s
            ## What peers cannot do

            %s"""
            .formatted(versions(), ok + cannot + failed, ok, cannot, failed, tables, legend());
    }

    private String versions() {
        var rows = matrix.peers().stream().map(it -> "| " + it.name() + " | " + it.version() + " |\n");
        return "| peer | version |\n| --- | --- |\n" + rows.collect(Collectors.joining());
    }

    private String table(Setups.Section section) {
        var columns = matrix.columns();
        var text = new StringBuilder("## " + section.title() + "\n\n");
        if (!section.what().isEmpty()) text.append(section.what()).append("\n\n");
        text.append(line("", columns.stream().map(Matrix.Column::title).toList()));
        text.append(line("---", columns.stream().map(_ -> "---").toList()));
        for (var row : section.rows())
            text.append(line(row.title(), columns.stream().map(it -> cell(Matrix.name(it, section, row))).toList()));
        return text.toString();
    }

    private static String line(String title, List<String> cells) {
        return "| " + title + " | " + String.join(" | ", cells) + " |\n";
    }

    private String cell(String name) {
        if (!matrix.has(name)) return "not run";
        return switch (matrix.verdict(name)) {
            case Verdict.Ok(var note) -> {
                ok++;
                yield note.isEmpty() ? "ok" : "ok: " + note;
            }
            case Verdict.Cannot(var why) -> {
                cannot++;
                yield "cannot (" + reasons.computeIfAbsent(why, _ -> reasons.size() + 1) + ")";
            }
            case Verdict.Failed _ -> {
                failed++;
                yield "**FAILED**";
            }
        };
    }

    private String legend() {
        return reasons.entrySet().stream().map(it -> it.getValue() + ". " + it.getKey() + "\n")
            .collect(Collectors.joining());
    }
}
