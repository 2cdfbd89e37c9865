package dev.parley.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The matrix as people read it: in the terminal, and in {@code docs/interop.md}. */
final class MatrixPage {
    private static final Path FILE = Path.of(System.getProperty("parley.root", ".."), "docs", "interop.md");

    private final Matrix matrix;
    private final Map<String, Integer> reasons = new LinkedHashMap<>();
    private final Map<Matrix.Column, Count> counts = new LinkedHashMap<>();

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

    /** Was the page written with this version of the peer? */
    boolean isAbout(Peer peer) throws IOException {
        return Files.readString(FILE).contains(version(peer));
    }

    /** Does the page say what came out? Only if it was written with these versions of the peers. */
    void compare() throws IOException {
        var written = Files.readString(FILE);
        Assumptions.assumeTrue(written.contains(versions()),
            "docs/interop.md was written with other versions of the peers");
        assertEquals(written, markdown(), "write it anew with -Dparley.interop=write, and read what has changed");
    }

    private String markdown() {
        reasons.clear();
        counts.clear();
        var tables = Setups.all().stream()
            .map(it -> table(it.title(), it.what(), it.rows().stream().map(Setup::title).toList()))
            .collect(Collectors.joining("\n"));
        var returns = table(Matrix.RETURNS,
            """
                Two visits, of which the second goes on with the session of the first. Parley's server keeps nothing where a ticket
                is to do it, and gives no ticket where an id is.""",
            Stream.of(Return.values()).map(Return::title).toList());
        return """
            # Interoperability

            Parley as client and as server with other people's TLS. Each cell of the tables is run by `mvn verify`: a real handshake
            over a socket, set up on both sides so that only what the row says can come out; then something short and something
            long (100 KB) are sent and come back, and both sides close with close_notify. Checked are version, suite, group, who
            has signed, the certificate shown, ALPN, the server name, and what else the row is about.

            This page is written by the test itself, and the test fails where the page and the outcome differ:

            ```
            mvn -pl parley-test -am test -Dtest=InteropTest -Dsurefire.failIfNoSpecifiedTests=false -Dparley.interop=write
            ```

            %s
            %s
            The number in a cell that cannot be done leads to the reason, at the end. Either the peer says so itself when it is asked
            or set up, or has nothing by which it could be told; or the handshake is tried all the same, and if it works one day, the test fails
            until the page knows it.

            What the tables have no room for has tests of its own beside them: raw public keys (`RawKeyInteropTest`, GnuTLS; the OpenSSL of Debian 12
            is older than its own), keys shared beforehand (`PskInteropTest`), post-handshake authentication (`PostHandshakeInteropTest`, OpenSSL),
            exporters (`ExporterInteropTest`), stapled status (`StaplingInteropTest`, OpenSSL and GnuTLS), timestamps of logs
            (`TransparencyInteropTest`, OpenSSL). Delegated credentials have one foreign peer that is at hand: NSS's client takes ours
            (`DelegationInteropTest`). We know of no program in Debian that serves them, so our client meets only BoringSSL's runner ([BoGo](conformance.md)), which
            does both sides.

            %s
            %s
            ## What peers cannot do

            %s"""
            .formatted(versions(), summary(), tables, returns, legend());
    }

    private String versions() {
        return "| peer | version |\n| --- | --- |\n"
            + matrix.peers().stream().map(MatrixPage::version).collect(Collectors.joining());
    }

    private static String version(Peer peer) {
        return "| " + peer.name() + " | " + peer.version() + " |\n";
    }

    private String table(String section, String what, List<String> rows) {
        var columns = matrix.columns();
        var text = new StringBuilder("## " + section + "\n\n");
        if (!what.isEmpty()) text.append(what).append("\n\n");
        text.append(line("", columns.stream().map(Matrix.Column::title).toList()));
        text.append(line("---", columns.stream().map(_ -> "---").toList()));
        for (var row : rows)
            text.append(line(row, columns.stream().map(it -> cell(it, Matrix.name(it, section, row))).toList()));
        return text.toString();
    }

    private static String line(String title, List<String> cells) {
        return "| " + title + " | " + String.join(" | ", cells) + " |\n";
    }

    private String cell(Matrix.Column column, String name) {
        if (!matrix.has(name)) return "not run";
        var count = counts.computeIfAbsent(column, _ -> new Count());
        return switch (matrix.verdict(name)) {
            case Verdict.Ok(var note) -> {
                count.ok++;
                yield note.isEmpty() ? "ok" : "ok: " + note;
            }
            case Verdict.Cannot(var why) -> {
                count.cannot++;
                yield "cannot (" + number(column.peer().name() + ": " + why) + ")";
            }
            case Verdict.Surprise _ -> {
                count.failed++;
                yield "**ok?**";
            }
            case Verdict.Failed _ -> {
                count.failed++;
                yield "**FAILED**";
            }
        };
    }

    private int number(String reason) {
        return reasons.computeIfAbsent(reason, _ -> reasons.size() + 1);
    }

    private String summary() {
        var text = new StringBuilder("| | works | the peer cannot | fails |\n| --- | --- | --- | --- |\n");
        counts.forEach((column, count) -> text.append(line(column.title(), count.columns())));
        var all = new Count();
        counts.values().forEach(all::add);
        return text.append(line("all", all.columns())).toString();
    }

    private static final class Count {
        private int ok;
        private int cannot;
        private int failed;

        void add(Count other) {
            ok += other.ok;
            cannot += other.cannot;
            failed += other.failed;
        }

        List<String> columns() {
            return List.of(Integer.toString(ok), Integer.toString(cannot), Integer.toString(failed));
        }
    }

    private String legend() {
        return reasons.entrySet().stream().map(it -> it.getValue() + ". " + it.getKey() + "\n")
            .collect(Collectors.joining());
    }
}
