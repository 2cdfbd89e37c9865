package dev.parley.ocsp;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** An OCSP responder on loopback that says what it is told to say. */
final class Responder implements AutoCloseable {
    private final HttpServer server;
    final AtomicReference<byte[]> answer = new AtomicReference<>();
    final AtomicReference<byte[]> asked = new AtomicReference<>();
    final AtomicInteger questions = new AtomicInteger();

    Responder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.set(exchange.getRequestBody().readAllBytes());
                questions.incrementAndGet();
                var said = answer.get();
                if (said == null) {
                    exchange.sendResponseHeaders(503, -1);
                } else {
                    exchange.getResponseHeaders().add("Content-Type", "application/ocsp-response");
                    exchange.sendResponseHeaders(200, said.length);
                    exchange.getResponseBody().write(said);
                }
            }
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
