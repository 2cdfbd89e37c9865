package dev.parley.interop;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parley meets strangers: every cell of the matrix is a handshake with a peer as server or as client, some data in both
 * directions, and a clean end.
 *
 * <p>{@code -Dparley.interop=write} writes {@code docs/interop.md} anew; with any other value, such as
 * {@code -Dparley.interop='GnuTLS.*ffdhe'}, only the cells are run whose names have something like it.
 */
class InteropTest {
    private static final String WISH = System.getProperty("parley.interop", "");
    private static final boolean WRITES = WISH.equals("write");
    private static final String ONLY = WRITES ? "" : WISH;

    @TempDir
    static Path folder;

    private static Matrix matrix;

    @TestFactory
    Stream<DynamicNode> matrix() {
        var papers = new Papers(folder);
        List<Peer> peers = List.of(new OpenSsl(papers), new GnuTls(papers), new BouncyCastle(papers),
            new BoringSsl(papers), new SunJsse(papers));
        matrix = new Matrix(peers, papers, ONLY);
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
            .map(name -> DynamicTest.dynamicTest(name, () -> check(column.peer(), name))));
    }

    private static void check(Peer peer, String name) throws IOException {
        switch (matrix.verdict(name)) {
            case Verdict.Ok _,Verdict.Cannot _ -> {}
            case Verdict.Failed(var cause) -> fail(name, cause);
            case Verdict.Surprise(var limit) -> {
                var words = name + ": works, although the peer was thought to have this limit: " + limit;
                Assumptions.assumeTrue(new MatrixPage(matrix).isAbout(peer), words);
                fail(words);
            }
        }
    }

    private static void page() throws IOException {
        var page = new MatrixPage(matrix);
        System.out.println(page.plain());
        Assumptions.assumeTrue(ONLY.isEmpty(), "only some cells were run");
        Assumptions.assumeTrue(matrix.missing().findAny().isEmpty(), "not all peers are here");
        if (WRITES) page.write();
        else page.compare();
    }

    @AfterAll
    static void end() {
        if (matrix != null) matrix.close();
    }
}
