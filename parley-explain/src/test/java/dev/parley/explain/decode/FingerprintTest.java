package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.explain.capture.Connection;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Outside;
import dev.parley.explain.capture.Progress;
import dev.parley.fingerprint.Ja3;
import dev.parley.fingerprint.Ja4;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fingerprints of real hellos, beside what others say of them. */
class FingerprintTest {
    static Stream<Path> captures() throws IOException {
        return Outside.captures().stream().filter(file -> Files.exists(Path.of(file + ".ja4.json")));
    }

    /** The first hello of each stream. */
    private static Map<Integer, ClientHello> hellos(Path file) throws IOException {
        var hellos = new HashMap<Integer, ClientHello>();
        follow(file, (connection, message) -> {
            if (message instanceof ClientHello hello) hellos.putIfAbsent(connection.stream(), hello);
        });
        return hellos;
    }

    private interface Heard {
        void hear(Connection connection, Handshake message);
    }

    private static void follow(Path file, Heard heard) throws IOException {
        new CaptureDecoder(Cryptography.jdk(), new KeyLog(), Optional.empty(),
            connection -> new CaptureDecoder.Listener() {
                @Override
                public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                    heard.hear(connection, message);
                }
            }).decode(file, Progress.IGNORED);
    }

    private static final Pattern EXPECTED =
        Pattern.compile(
            "\"stream\": (\\d+),(?:(?!\"stream\").)*?\"srcport\": \"(\\d+)\"(?:(?!\"stream\").)*?\"JA4\\.1\": \"(t[^\"]+)\"",
            Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("captures")
    void ja4IsWhatItsInventorsSay(Path file) throws IOException {
        var expected = new ArrayList<String>();
        var matcher = EXPECTED.matcher(Files.readString(Path.of(file + ".ja4.json")));
        while (matcher.find()) expected.add(matcher.group(1) + " " + matcher.group(3));
        var ours = new ArrayList<String>();
        hellos(file).forEach((stream, hello) -> ours.add(stream + " " + Ja4.of(hello, 't')));
        assertThat(ours).containsAll(expected);
    }

    @Test
    void ja3IsWhatTsharkSays() throws Exception {
        Outside.needTshark();
        var file = Outside.capture("ja4/browsers-x509.pcapng");
        var theirs = Outside
            .tshark(file,
                List.of("-Y", "tls.handshake.ja3 || tls.handshake.ja3s", "-T", "fields", "-e", "tls.handshake.ja3",
                    "-e", "tls.handshake.ja3s"))
            .stream().flatMap(line -> Stream.of(line.split("\t"))).filter(it -> !it.isBlank()).toList();
        var ours = new ArrayList<String>();
        follow(file, (connection, message) -> {
            if (message instanceof ClientHello hello) ours.add(Ja3.of(hello).hash());
            if (message instanceof ServerHello hello) ours.add(Ja3.of(hello).hash());
        });
        assertThat(ours).isNotEmpty().containsExactlyInAnyOrderElementsOf(theirs);
    }
}
