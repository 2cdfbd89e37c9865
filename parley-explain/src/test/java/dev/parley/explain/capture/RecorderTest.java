package dev.parley.explain.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.explain.decode.CaptureDecoder;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Played;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ContentType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is recorded of live connections opens without further keys, here and in tshark. */
class RecorderTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> kinds() {
        return Stream.of(kind("1.3", it -> it.versions(ProtocolVersion.TLS_1_3)),
            kind("1.2", it -> it.versions(ProtocolVersion.TLS_1_2)),
            kind("RSA", it -> it.versions(ProtocolVersion.TLS_1_2).suites(CipherSuite.RSA_AES_128_GCM_SHA256)),
            kind("CBC", it -> it.versions(ProtocolVersion.TLS_1_2).suites(CipherSuite.RSA_AES_128_CBC_SHA)));
    }

    private static Arguments kind(String name, Consumer<TlsSettings> settings) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, settings));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsRecordedOpens(Consumer<TlsSettings> settings) throws Exception {
        var file = folder.resolve("live.pcapng");
        try (var recorder = Recorder.to(file)) {
            Played.of(settings, it -> {}, it -> {}, false, recorder.observer(Side.CLIENT));
        }
        assertThat(said(file)).containsExactly("ping", "pong");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Outside.needTshark();
        assertThat(String.join(" ", Outside.tshark(file, List.of("-q", "-z", "follow,tls,ascii,0"))))
            .contains("ping", "pong");
    }

    private static List<String> said(Path file) throws IOException {
        var said = new ArrayList<String>();
        new CaptureDecoder(Cryptography.jdk(), new KeyLog(), Optional.empty(), _ -> new CaptureTeller() {
            @Override
            public void over() {
                story().all(Entry.Packed.class).filter(it -> it.inner().equals(ContentType.APPLICATION_DATA))
                    .forEach(it -> said.add(it.content().text()));
            }
        }).decode(file, Progress.IGNORED);
        return said;
    }

    @Test
    void severalConnectionsGoIntoOneFile() throws Exception {
        var file = folder.resolve("live.pcapng");
        try (var recorder = Recorder.to(file)) {
            for (int i = 0; i < 3; i++)
                Played.of(it -> {}, it -> {}, it -> {}, false, recorder.observer(Side.CLIENT));
        }
        assertThat(said(file)).containsExactly("ping", "pong", "ping", "pong", "ping", "pong");
    }

    @Test
    void fullDiskEndsTheRecordingAndNotTheConnection() throws Exception {
        var disk = new OutputStream() {
            private int room = 2000;

            @Override
            public void write(int one) throws IOException {
                if (--room < 0) throw new IOException("no space left on device");
            }
        };
        var recorder = Recorder.to(new CaptureWriter(disk, CaptureWriter.Options.DEFAULT.withHold(0)),
            InstantSource.system());
        var story = Played.of(it -> {}, it -> {}, it -> {}, false, recorder.observer(Side.CLIENT));
        assertThat(story.failure()).isEmpty();
        assertThat(story.facts()).isPresent();
    }
}
