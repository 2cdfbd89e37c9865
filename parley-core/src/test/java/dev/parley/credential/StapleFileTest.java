package dev.parley.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A response that somebody else keeps fresh is looked for, but not all the time. */
class StapleFileTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void looksOnceASecondAndReadsOnlyWhatHasChanged(@TempDir Path folder) throws IOException {
        var file = folder.resolve("status.der");
        var staples = Staples.ofFile(file, nanos::get);
        write(file, 1, 1_000);
        assertThat(staples.of(0)).as("it has looked a moment ago").isEmpty();
        nanos.addAndGet(1_000_000_000);
        assertThat(staples.of(0)).contains(Bytes.ofHex("01"));
        assertThat(staples.of(1)).as("of the next certificate").isEmpty();
        write(file, 2, 1_000);
        nanos.addAndGet(1_000_000_000);
        assertThat(staples.of(0)).as("the same time as before").contains(Bytes.ofHex("01"));
        write(file, 3, 2_000);
        nanos.addAndGet(1_000_000_000);
        assertThat(staples.of(0)).contains(Bytes.ofHex("03"));
        Files.delete(file);
        nanos.addAndGet(1_000_000_000);
        assertThat(staples.of(0)).isEmpty();
    }

    /** A folder can be looked at, but not read. */
    @Test
    void whatCannotBeReadIsSaidAtOnceAndLaterPassedOver(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> Staples.ofFile(folder, nanos::get)).isInstanceOf(CredentialFailure.class)
            .hasMessageContaining(folder.toString());
        var file = folder.resolve("status.der");
        write(file, 1, 1_000);
        var staples = Staples.ofFile(file, nanos::get);
        Files.delete(file);
        Files.createDirectory(file);
        nanos.addAndGet(1_000_000_000);
        assertThat(staples.of(0)).as("the old one stays").contains(Bytes.ofHex("01"));
    }

    private static void write(Path file, int content, long time) throws IOException {
        Files.write(file, new byte[]{(byte) content});
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }
}
