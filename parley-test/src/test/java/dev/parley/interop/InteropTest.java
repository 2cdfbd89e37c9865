package dev.parley.interop;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parley meets strangers: every cell of the matrix is a handshake with a peer as server or as client, some data in both
 * directions, and a clean end.
 *
 * <p>{@code -Dparley.interop=GnuTLS.*ffdhe} runs only the cells whose name is like that; {@code -Dparley.docs=true} writes
 * {@code docs/interop.md} anew.
 */
@EnabledIfSystemProperty(named = "parley.interop", matches = ".+",
    disabledReason = "run with -Dparley.interop=. for all cells")
class InteropTest {
    private static final Optional<String> ONLY = Optional.ofNullable(System.getProperty("parley.interop"));

    @TempDir
    static Path folder;

    private static Matrix matrix;

    @TestFactory
    Stream<DynamicNode> matrix() {
        var papers = new Papers(folder);
        List<Peer> peers = List.of(new OpenSsl(papers), new GnuTls(papers), new BouncyCastle(papers),
            new BoringSsl(papers), new SunJsse(papers));
        matrix = new Matrix(peers, papers, ONLY.orElse(""));
        var missing = matrix.missing().map(InteropTest::isMissing);
        var columns = matrix.columns().stream().map(InteropTest::column);
        var page = DynamicTest.dynamicTest("docs/interop.md says so", InteropTest::page);
        return Stream.of(missing, columns, Stream.of(page)).flatMap(it -> it);
    }

    private static DynamicNode isMissing(String program) {
        return DynamicTest.dynamicTest(program, () -> {
            if ("true".equals(System.getenv("CI"))) fail(program + " is missing");
            Assumptions.abort(program + " is missing");
        });
    }

    private static DynamicNode column(Matrix.Column column) {
        return DynamicContainer.dynamicContainer(column.title(), matrix.names(column)
            .map(name -> DynamicTest.dynamicTest(name, () -> {
                if (matrix.verdict(name) instanceof Verdict.Failed(var cause)) fail(name, cause);
            })));
    }

    private static void page() throws IOException {
        var page = new MatrixPage(matrix);
        System.out.println(page.plain());
        Assumptions.assumeTrue(ONLY.isEmpty(), "only some cells were run");
        Assumptions.assumeTrue(matrix.missing().findAny().isEmpty(), "not all peers are here");
        if (Boolean.getBoolean("parley.docs")) page.write();
        else page.compare();
    }

    @AfterAll
    static void end() {
        if (matrix != null) matrix.close();
    }
}
