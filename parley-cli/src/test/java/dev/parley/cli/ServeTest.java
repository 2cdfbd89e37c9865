package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley serve}, with clients of its own house and of others. */
class ServeTest {
    @TempDir
    Path folder;
    private LabFiles files;

    @BeforeEach
    void files() throws IOException {
        files = LabFiles.in(folder);
    }

    private String[] certificate(String... more) {
        var args = new java.util.ArrayList<>(
            java.util.List.of("--cert", files.chain().toString(), "--key", files.key().toString()));
        args.addAll(java.util.List.of(more));
        return args.toArray(String[]::new);
    }

    private Ran connect(Serving server, String input, String... more) {
        var args = new java.util.ArrayList<>(java.util.List.of("connect", server.address(), "--lang", "en", "--ca",
            files.authority().toString()));
        args.addAll(java.util.List.of(more));
        return Ran.piping(input, args.toArray(String[]::new));
    }

    @Test
    void echoSaysBackAndTellsOneLineOfFacts() throws Exception {
        try (var server = Serving.of(certificate("--echo"))) {
            var ran = connect(server, "once upon a time", "-q");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.text()).isEqualTo("once upon a time");
            assertThat(server.await("127.0.0.1:\\d+: TLS 1.3, TLS_AES_128_GCM_SHA256.*")).contains("X25519MLKEM768");
            assertThat(server.end()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void manyClientsAtOnce() throws Exception {
        try (var server = Serving.of(certificate("--echo", "-q"))) {
            var clients = java.util.stream.IntStream.range(0, 8).mapToObj(i -> {
                var done = new java.util.concurrent.FutureTask<>(() -> connect(server, "client " + i, "-q").text());
                Thread.ofPlatform().start(done);
                return done;
            }).toList();
            for (int i = 0; i < clients.size(); i++)
                assertThat(clients.get(i).get(60, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("client " + i);
        }
    }

    @Test
    void httpShowsTheVeryHandshake() throws Exception {
        try (var server = Serving.of(certificate("--http"))) {
            var page = connect(server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "-q").text();
            assertThat(page).startsWith("HTTP/1.1 200 OK\r\n").contains("text/html", "TLS_AES_128_GCM_SHA256",
                "├─ ClientHello", "◆ cipher suite");
            var chinese = connect(server, "GET / HTTP/1.1\r\nAccept-Language: zh-CN\r\n\r\n", "-q").text();
            assertThat(chinese).contains("lang=\"zh\"", "客户端");
            assertThat(connect(server, "HEAD / HTTP/1.1\r\n\r\n", "-q").text()).startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
            assertThat(connect(server, "POST / HTTP/1.1\r\n\r\n", "-q").text()).startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void standardStreamsArePiped() throws Exception {
        var typed = new PipedOutputStream();
        try (var in = new PipedInputStream(typed); var server = Serving.piping(in, certificate())) {
            var client = new java.util.concurrent.FutureTask<>(
                () -> connect(server, "from the client", "-q", "--keep-open").text());
            Thread.ofPlatform().start(client);
            server.awaitPiped("from the client");
            typed.write("from the server".getBytes(StandardCharsets.UTF_8));
            typed.close();
            assertThat(client.get(30, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("from the server");
            server.await("127.0.0.1:\\d+: TLS 1.3");
        }
    }

    @Test
    void certificateMadeOnTheSpotIsForThisMachineAndTheNamesGiven() throws Exception {
        var authority = folder.resolve("made.pem");
        try (var server = Serving.of("--echo", "--name", "lab.example", "--ca-out", authority.toString())) {
            for (var name : new String[]{"localhost", "lab.example"}) {
                var ran = Ran.piping("hello", "connect", server.address(), "--lang", "en", "--sni", name, "--ca",
                    authority.toString());
                assertThat(ran.err()).contains("lab.example");
                assertThat(ran.text()).isEqualTo("hello");
            }
        }
    }

    @Test
    void clientCertificatesAreWanted() throws Exception {
        try (var server = Serving.of(certificate("--echo", "--client-ca", files.authority().toString()))) {
            var known = connect(server, "it is me", "--cert", files.client().toString());
            assertThat(known.text()).isEqualTo("it is me");
            assertThat(Ran.flat(known.err())).contains("client proved by ecdsa_secp256r1_sha256");
            var unknown = connect(server, "let me in");
            assertThat(unknown.code()).isEqualTo(ExitCode.FAILED);
            assertThat(unknown.err()).contains("PEER_ALERT", "certificate_required");
            server.await("CLIENT_CERTIFICATE_REQUIRED");
        }
    }

    @Test
    void failuresAreAccountedFor() throws Exception {
        try (var server = Serving.of(certificate("--echo", "--tls", "1.3", "-q"))) {
            var ran = connect(server, "", "--tls", "1.2");
            assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
            assertThat(Ran.flat(ran.err())).contains("PEER_ALERT", "protocol_version", "what it was offered",
                "versions TLS 1.2");
            server.await("NO_COMMON_VERSION");
            server.await("what to change");
        }
    }

    @Test
    void alpn() throws Exception {
        try (var server = Serving.of(certificate("--echo", "--alpn", "h2,http/1.1"))) {
            assertThat(Ran.flat(connect(server, "", "--alpn", "http/1.1").err()))
                .contains("application protocol http/1.1");
            assertThat(connect(server, "", "--alpn", "smtp").code()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void verboseTellsTheStoryOfEachConnection() throws Exception {
        try (var server = Serving.of(certificate("--echo", "-v"))) {
            connect(server, "x", "-q");
            server.await("├─ ClientHello");
            assertThat(server.await("◆ cipher suite: (\\S+)")).isEqualTo("TLS_AES_128_GCM_SHA256");
        }
    }

    @Test
    void keyLogOnlyIfAskedFor() throws Exception {
        var log = folder.resolve("keys");
        try (var server = Serving.of(certificate("--echo", "--keylog", log.toString()))) {
            connect(server, "x", "-q");
        }
        assertThat(Files.readString(log)).contains("CLIENT_TRAFFIC_SECRET_0 ");
    }

    @Test
    void mistakesOfUsage() {
        assertThat(Ran.of("serve", "--echo", "--http").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.of("serve", "--key", files.key().toString()).code()).isEqualTo(ExitCode.USAGE);
        var missing = Ran.of("serve", "--cert", folder.resolve("none.pem").toString());
        assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("none.pem");
    }

    @Test
    void takenPortIsToldAndIsAFailure() throws Exception {
        try (var server = Serving.of(certificate("--echo"))) {
            var second = Ran.of("serve", "--lang", "en", "--echo", "--port", String.valueOf(server.port()));
            assertThat(second.code()).isEqualTo(ExitCode.FAILED);
            assertThat(second.err()).contains("cannot listen on port " + server.port());
        }
    }

    // ---- clients of others

    @Test
    void curlGetsThePage() throws Exception {
        Programs.need("curl");
        try (var server = Serving.of(certificate("--http"))) {
            var curl = Programs.run("", "curl", "-sS", "--noproxy", "*", "--cacert", files.authority().toString(),
                "https://" + server.address() + "/");
            assertThat(curl.out()).contains("<!doctype html>", "http/1.1");
            assertThat(curl.code()).isZero();
        }
    }

    @Test
    void opensslGetsItsEcho() throws Exception {
        Programs.need("openssl");
        try (var server = Serving.of(certificate("--http"))) {
            var openssl = Programs.run("GET / HTTP/1.1\r\n\r\n", "openssl", "s_client", "-connect",
                "127.0.0.1:" + server.port(),
                "-servername", "localhost", "-CAfile", files.authority().toString(), "-verify_return_error", "-quiet",
                "-ign_eof", "-tls1_2");
            assertThat(openssl.out()).contains("HTTP/1.1 200 OK", "TLS 1.2");
        }
    }

    @Test
    void certificateIsReadAgainWhenItChanges() throws Exception {
        Programs.need("openssl");
        try (var server = Serving.of(certificate("--echo", "-q"))) {
            var before = shown(server);
            var other = LabFiles.server();
            Files.writeString(files.key(), other.pemKey());
            Files.writeString(files.chain(), other.pemChain());
            // Files are looked at once a second, so this is asked until it is seen.
            long end = System.nanoTime() + 30_000_000_000L;
            while (shown(server).equals(before))
                assertThat(System.nanoTime()).as("the new certificate is shown").isLessThan(end);
            assertThat(shown(server)).isEqualTo(other.chain().getFirst());
        }
    }

    private X509Certificate shown(Serving server) throws Exception {
        var out = Programs.run("", "openssl", "s_client", "-connect", "127.0.0.1:" + server.port()).out();
        var pem = out.substring(out.indexOf("-----BEGIN"), out.indexOf("-----END CERTIFICATE-----") + 25);
        return (X509Certificate) CertificateFactory.getInstance("X.509")
            .generateCertificate(new java.io.ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
