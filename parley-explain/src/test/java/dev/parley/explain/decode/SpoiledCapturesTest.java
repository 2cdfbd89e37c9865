package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Outside;
import dev.parley.explain.json.StoryJson;
import dev.parley.explain.story.Story;
import dev.parley.explain.text.Palette;
import dev.parley.explain.text.StoryText;
import dev.parley.explain.words.Words;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From the file to the words, whatever is in it: pcap, pcapng, and each packed with gzip, spoiled and cut off at random.
 * Nothing throws, and nothing takes long.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SpoiledCapturesTest {
    private static final int MOST = 1 << 17;

    @TempDir
    private Path folder;

    /** Those that are not large: each is told many times. */
    static Stream<Path> captures() throws IOException {
        return Outside.captures().stream().filter(file -> {
            try {
                return Files.size(file) < MOST;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("captures")
    void spoiledAndCutOffCapturesAreTold(Path file) throws IOException {
        var good = Files.readAllBytes(file);
        var random = new Random(file.getFileName().toString().hashCode());
        for (int i = 0; i < 6; i++) {
            var bad = good.clone();
            for (int k = 0; k < 1 << 2 * i; k++) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            tell(bad);
            tell(Arrays.copyOf(good, random.nextInt(good.length)));
            tell(Arrays.copyOf(bad, random.nextInt(good.length)));
        }
        var packed = gzip(good);
        tell(packed);
        tell(Arrays.copyOf(packed, random.nextInt(packed.length)));
        packed[20 + random.nextInt(packed.length - 20)] ^= 0x10;
        tell(packed);
    }

    /** Only the bytes within the packets are random: the file and all below TLS stay as they are. */
    @Test
    void spoiledTlsIsTold() throws IOException {
        var file = Outside.capture("keylog/tls13-dsb.pcapng");
        var good = Files.readAllBytes(file);
        var hello = Bytes.own(good).hex().indexOf("160301") / 2;
        assertThat(hello).isPositive();
        var random = new Random(13);
        for (int i = 0; i < 200; i++) {
            var bad = good.clone();
            for (int k = 0; k < 1 + i % 5; k++)
                bad[hello + random.nextInt(good.length - hello)] ^= (byte) (1 << random.nextInt(8));
            tell(bad);
        }
    }

    private void tell(byte[] bytes) throws IOException {
        var file = Files.write(folder.resolve("spoiled.pcap"), bytes);
        for (var story : CaptureTellerTest.tell(file, new KeyLog(), Optional.empty())) words(story);
    }

    private static void words(Story story) {
        for (var words : new Words[]{Words.ENGLISH, Words.CHINESE}) {
            assertThat(new StoryText(words, Palette.PLAIN, 100, true).render(story)).isNotBlank();
            assertThat(new StoryJson(words).of(story)).containsKey("entries");
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
