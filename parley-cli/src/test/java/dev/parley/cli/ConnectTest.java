package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parley connect}, to servers of others and to none. */
class ConnectTest {
    @TempDir
    Path folder;
    private LabFiles files;

    @BeforeEach
    void files() throws IOException {
        files = LabFiles.in(folder);
    }

    /** {@code openssl s_server}, which answers each line with the line reversed. */
    private final class OpenSsl implements AutoCloseable {
        private final Process process;
        final int port;

        OpenSsl(String... more) throws IOException {
            var command = new java.util.ArrayList<>(java.util.List.of("openssl", "s_server", "-accept", "127.0.0.1:0",
                "-cert", files.chain().toString(), "-key", files.key().toString(), "-rev"));
            command.addAll(java.util.List.of(more));
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            port = Integer.parseInt(Stream.generate(() -> line(out)).map(Pattern.compile("ACCEPT.*:(\\d+)")::matcher)
                .filter(java.util.regex.Matcher::find).map(it -> it.group(1)).findFirst().orElseThrow());
            Thread.ofVirtual().start(() -> {
                try {
                    out.transferTo(Writer.nullWriter());
                } catch (IOException _) {
                    return; // openssl was ended
                }
            });
        }

        private static String line(BufferedReader out) {
            try {
                var line = out.readLine();
                if (line == null) throw new AssertionError("openssl has ended");
                return line;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Ran connect(String host, int port, String input, String... more) {
        var args = new java.util.ArrayList<>(java.util.List.of("connect", host + ":" + port, "--lang", "en"));
        args.addAll(java.util.List.of(more));
        return Ran.piping(input, args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void opensslAnswersAndTheSummaryNamesTheFacts(String version) throws Exception {
        Programs.need("openssl");
        try (var server = new OpenSsl()) {
            var ran =
                connect("localhost", server.port, "abc\n", "--tls", version, "--ca", files.authority().toString());
            assertThat(ran.code()).isZero();
            assertThat(ran.text()).isEqualTo("cba\n");
            assertThat(Ran.flat(ran.err())).contains("Connected to", "version TLS " + version,
                "server certificate CN=localhost", "issued by CN=Parley Lab Authority", "server name localhost");
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void quietTellsNothing() throws Exception {
        Programs.need("openssl");
        try (var server = new OpenSsl()) {
            var ran = connect("localhost", server.port, "abc\n", "-q", "--insecure");
            assertThat(ran.text()).isEqualTo("cba\n");
            assertThat(ran.err()).isEmpty();
        }
    }

    @Test
    void verboseTellsTheStory() throws Exception {
        Programs.need("openssl");
        try (var server = new OpenSsl()) {
            assertThat(connect("localhost", server.port, "a\n", "-v", "--insecure").err())
                .contains("├─ ClientHello", "─ ServerHello", "✓");
        }
    }

    @Test
    void whomNobodyKnowsIsNotBelieved() throws Exception {
        Programs.need("openssl");
        try (var server = new OpenSsl()) {
            var ran = connect("localhost", server.port, "");
            assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err()).contains("UNTRUSTED_CERTIFICATE", "what to change", "unknown_ca");
            assertThat(connect("localhost", server.port, "", "--insecure", "--sni", "other.example").code()).isZero();
            assertThat(
                connect("localhost", server.port, "", "--ca", files.authority().toString(), "--sni", "other.example")
                    .err())
                .contains("WRONG_HOST_NAME");
        }
    }

    @Test
    void clientCertificateIsShown() throws Exception {
        Programs.need("openssl");
        try (
            var server = new OpenSsl("-Verify", "1", "-CAfile", files.authority().toString(), "-verify_return_error")) {
            var ran = connect("localhost", server.port, "abc\n", "--ca", files.authority().toString(), "--cert",
                files.client().toString());
            assertThat(ran.text()).isEqualTo("cba\n");
            assertThat(Ran.flat(ran.err())).contains("client proved by ecdsa_secp256r1_sha256");
        }
    }

    @Test
    void keyLogIsWritten() throws Exception {
        Programs.need("openssl");
        var log = folder.resolve("keys");
        try (var server = new OpenSsl()) {
            connect("localhost", server.port, "", "--insecure", "--keylog", log.toString());
        }
        assertThat(Files.readString(log)).contains("SERVER_HANDSHAKE_TRAFFIC_SECRET ");
    }

    @Test
    void nobodyThere() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        var ran = connect("127.0.0.1", port, "");
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("cannot connect to 127.0.0.1:" + port);
    }

    @Test
    void whoDoesNotSpeakTlsIsRecognized() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var peer = Thread.ofVirtual().start(() -> {
                try {
                    RawPeer.answering(RawPeer.HTTP_ANSWER).play(listening.accept());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            var ran = connect("localhost", listening.getLocalPort(), "");
            peer.join();
            assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
            assertThat(Ran.flat(ran.err())).contains("NOT_TLS", "an HTTP server without TLS", "Check the port");
        }
    }

    @ParameterizedTest
    @CsvSource({"example.org, example.org:443", "example.org:8443, example.org:8443", "[::1]:8443, [::1]:8443",
        "::1, [::1]:443", "[::1], [::1]:443"})
    void addresses(String text, String meant) {
        assertThat(new Address.Converter().convert(text)).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:0", "localhost:70000", "localhost:x", ":443", "localhost --key k.pem",
        "localhost --insecure --ca none.pem", "localhost --ca none.pem", "localhost --cert none.pem",
        "localhost --tls 1.1",
        "localhost --keylog none/keys", ""})
    void mistakesOfUsage(String args) {
        var ran = Ran.of(("connect " + args).strip().split(" "));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).isNotBlank();
    }
}
