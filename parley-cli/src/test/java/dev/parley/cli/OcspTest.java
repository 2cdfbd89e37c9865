package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --ocsp} fetches from the responder that the certificate names, and staples what it says. */
class OcspTest {
    @TempDir
    Path folder;

    private static HttpServer responder(AtomicReference<byte[]> answer) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.get().length);
                exchange.getResponseBody().write(answer.get());
            }
        });
        server.start();
        return server;
    }

    @Test
    void serverFetchesWhatItStaples() throws Exception {
        var root = LabAuthority.create(KeyKind.P256);
        var between = root.intermediate("Between");
        var answer = new AtomicReference<byte[]>();
        var responder = responder(answer);
        try {
            var shown = between.issue(Spec.server("localhost").mustStaple()
                .ocsp("http://localhost:" + responder.getAddress().getPort() + "/"));
            answer.set(between.status(shown.chain().getFirst(), false));
            var own = Files.writeString(folder.resolve("own.pem"), shown.pemChain() + shown.pemKey());
            var authority = Files.writeString(folder.resolve("ca.pem"), shown.pemAuthority());
            var kept = folder.resolve("kept");
            try (var server = Serving.of("--echo", "--cert", own.toString(), "--ocsp", kept.toString())) {
                var ran = Ran.piping("fresh", "connect", server.address(), "--lang", "en", "-v", "--ca",
                    authority.toString());
                assertThat(ran.text()).isEqualTo("fresh");
                assertThat(ran.err()).contains("the stapled status of the end-entity certificate says good");
            }
            try (var files = Files.list(kept)) {
                assertThat(files).hasSize(1);
            }
        } finally {
            responder.stop(0);
        }
    }
}
