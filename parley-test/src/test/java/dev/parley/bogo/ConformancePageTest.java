package dev.parley.bogo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about BoringSSL's suite, the configuration and the floor must not contradict each other. */
class ConformancePageTest {
    private static final Path CONFIG = Path.of("bogo/config.json");

    private static int number(String page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return Integer.parseInt(found.group(1).replace(",", ""));
    }

    @Test
    void theFloorIsWhatThePageSays() throws IOException {
        var page = Files.readString(Path.of("../docs/conformance.md"));
        int passed = number(page, "\\*\\*([0-9,]+) passed\\*\\*");
        assertThat(Options.FLOOR).isBetween(passed - 20, passed);
        assertThat(number(page, "and ([0-9,]+) failed")).isZero();
        assertThat(number(page, "\\| \\*\\*all\\*\\* \\| ([0-9]+) \\| 0 \\|")).isEqualTo(passed);
        assertThat(page).containsPattern("BoringSSL revision `[0-9a-f]{40}`");
    }

    @Test
    void whatIsTurnedOffHasAReason() throws IOException {
        var disabled = Disabled.read(CONFIG);
        assertThat(disabled.reasons()).hasSizeGreaterThan(20);
        assertThat(disabled.reasons().values()).allMatch(reason -> reason.length() > 20);
        assertThat(disabled.reason("Basic-DTLS")).startsWith("DTLS");
    }

    /** Each error of the suite is one of Parley's reasons, or the shim's own words. */
    @Test
    void errorsAreMappedToReasons() throws IOException {
        var names = Arrays.stream(Reason.values()).map(Reason::name).toList();
        var mapped = Pattern.compile("\\n      \":([A-Z_0-9]+):").matcher(Files.readString(CONFIG));
        int count = 0;
        for (; mapped.find(); count++) assertThat(names).contains(mapped.group(1));
        assertThat(count).isGreaterThan(80);
    }

    @Test
    void theShimAnswersAsTheRunnerWantsIt() {
        var asked = Shim.run(List.of("-is-handshaker-supported"));
        assertThat(asked).isEqualTo(new Shim.Outcome(0, "No\n", ""));
        var unknown = Shim.run(List.of("-on-resume-no-such-flag"));
        assertThat(unknown).isEqualTo(new Shim.Outcome(Shim.UNIMPLEMENTED, "-no-such-flag\n", ""));
    }
}
