package dev.parley.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.test.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoverageTest {
    /** Whoever cites a section, or one of its requirements by number, cites one that is there. */
    @Test
    void everyCitationExists() throws IOException {
        var folder = Shared.path("rfc");
        if ("true".equals(System.getenv("CI"))) assertThat(folder).isDirectory();
        assumeTrue(Files.isDirectory(folder), () -> "skipped: the RFCs in " + folder + " are not there");
        var coverage = Coverage.of(Path.of(System.getProperty("parley.root")), folder);
        assertThat(coverage.wrong()).isEmpty();
        assertThat(coverage.page()).contains("| 4.2.2 |").contains("cited and tested");
    }
}
