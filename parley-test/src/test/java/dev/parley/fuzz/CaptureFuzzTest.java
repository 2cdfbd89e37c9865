package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.explain.capture.CaptureReader;
import dev.parley.explain.capture.Progress;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Captures: a broken file is told, not thrown. */
class CaptureFuzzTest {
    @MethodSource("captures")
    @FuzzTest(maxDuration = "2m")
    void capture(byte[] data) throws Exception {
        if (data == null) return;
        Judge.refusesOrderly(() -> {
            var summary = CaptureReader.read(new ByteArrayInputStream(data), data.length, Progress.IGNORED, _ -> {});
            assertThat(summary.packets()).isNotNegative();
        });
    }

    static Stream<byte[]> captures() {
        return Captures.small();
    }
}
