package dev.parley.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.requirements.Requirement.Status;
import dev.parley.test.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root"));

    private Coverage coverage;

    @BeforeEach
    void specificationsAreThere() throws IOException {
        var folder = Shared.path("rfc");
        if ("true".equals(System.getenv("CI"))) assertThat(folder).isDirectory();
        assumeTrue(Files.isDirectory(folder), () -> "skipped: the RFCs in " + folder + " are not there");
        coverage = Coverage.of(ROOT, folder);
    }

    /** Every requirement has its line; whatever class, test, section or requirement is cited is there. */
    @Test
    void everyRequirementIsAccountedForAndEveryCitationExists() {
        assertThat(coverage.wrong()).isEmpty();
    }

    @Test
    void nothingIsOpen() {
        for (int rfc : Coverage.RFCS) assertThat(coverage.tally(rfc).get(Status.OPEN)).as("RFC " + rfc).isZero();
    }

    @Test
    void thePageIsWhatTheToolWrites() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/rfc-coverage.md"))).isEqualTo(coverage.page());
    }
}
