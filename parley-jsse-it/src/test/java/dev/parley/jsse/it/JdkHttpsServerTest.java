package dev.parley.jsse.it;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient.Version;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/** {@code com.sun.net.httpserver.HttpsServer}. */
class JdkHttpsServerTest extends ServerContract {
    @Override
    List<Version> versions() {
        return List.of(Version.HTTP_1_1);
    }

    @Override
    WebServer serve(Identity own, boolean needsClient) throws Exception {
        var context = own.context();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                var those = context.getDefaultSSLParameters();
                those.setNeedClientAuth(needsClient);
                parameters.setSSLParameters(those);
            }
        });
        server.createContext("/", exchange -> {
            var bytes = switch (exchange.getRequestURI().getPath()) {
                case "/who" -> Payload.who(exchange.getRemoteAddress().getPort(), exchange.getProtocol(),
                    ((HttpsExchange) exchange).getSSLSession());
                case "/up" -> Payload.digestOf(exchange.getRequestBody()).getBytes(StandardCharsets.UTF_8);
                default -> Payload.BYTES;
            };
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.start();
        return new WebServer() {
            @Override
            public int port() {
                return server.getAddress().getPort();
            }

            @Override
            public void close() {
                server.stop(0);
                threads.shutdownNow();
            }
        };
    }
}
