package dev.parley.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.credential.Credential;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenSSL's responder understands our questions, and we its answers. It is given each question as a file: it takes no port
 * that is free at the moment, but only one by number.
 */
@Timeout(120)
class OpenSslResponderTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private HttpServer http;

    @BeforeEach
    void listen() throws IOException {
        boolean found = Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(it -> Files.isExecutable(Path.of(it, "openssl")));
        assertThat(found || System.getenv("CI") == null).as("CI must have openssl").isTrue();
        assumeTrue(found, "openssl is not installed");
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    @AfterEach
    void stop() {
        if (http != null) http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Files.write(folder.resolve("request.der"), exchange.getRequestBody().readAllBytes());
            openssl("ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key", "-ndays",
                "2", "-reqin", "request.der", "-respout", "response.der");
            var response = Files.readAllBytes(folder.resolve("response.der"));
            exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(folder.resolve("said.txt").toFile()).start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IOException(Files.readString(folder.resolve("said.txt")));
        } finally {
            process.destroyForcibly();
        }
    }

    private LabCertificate issued() throws IOException {
        var own = AUTHORITY.issue(
            Spec.server("localhost").ocsp("http://localhost:" + http.getAddress().getPort() + "/"));
        Files.writeString(folder.resolve("ca.pem"), own.pemAuthority());
        Files.writeString(folder.resolve("ca.key"), "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(AUTHORITY.keys().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
        return own;
    }

    /** As {@code openssl ca} keeps it. @param state of the certificate */
    private void index(LabCertificate own, String state) throws IOException {
        var serial = own.chain().getFirst().getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
        Files.writeString(folder.resolve("index.txt"), "%s\t%s\tunknown\t/CN=localhost\n".formatted(state,
            serial.length() % 2 == 0 ? serial : "0" + serial));
    }

    private boolean isStapled(LabCertificate own) throws InterruptedException {
        try (var stapling = new OcspStapling(Optional.empty(), List.of(AUTHORITY.root()))) {
            var stapled = stapling.stapled(Credential.of(own.chain(), own.key()));
            assertThat(stapling.await(PATIENCE)).isTrue();
            return stapled.staples().of(0).isPresent();
        }
    }

    @Test
    void itsAnswersAreStapledIfTheyAreGood() throws Exception {
        var own = issued();
        index(own, "V\t491231235959Z\t");
        assertThat(isStapled(own)).isTrue();
        index(own, "R\t491231235959Z\t250101000000Z");
        assertThat(isStapled(own)).as("revoked").isFalse();
        index(AUTHORITY.issue(Spec.server("localhost")), "V\t491231235959Z\t");
        assertThat(isStapled(own)).as("unknown").isFalse();
    }
}
