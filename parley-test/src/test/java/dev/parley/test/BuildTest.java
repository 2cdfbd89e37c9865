package dev.parley.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the build promises the tests. */
class BuildTest {
    @Test
    void testsRunOnJava25OrLater() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }

    @Test
    void buildTellsWhereSharedFilesLie() {
        assertThat(System.getProperty("parley.shared")).isNotBlank();
        assertThat(Shared.path("rfc")).isAbsolute();
    }
}
