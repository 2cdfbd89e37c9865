package dev.parley.jsse.it;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;

/** Servers of Vert.x. */
final class VertxServers {
    private VertxServers() {}

    static WebServer start(Vertx vertx, Identity own, boolean needsClient) throws Exception {
        var options = new HttpServerOptions().setSsl(true).setUseAlpn(true).setHost("127.0.0.1").setPort(0)
            .setKeyCertOptions(KeyCertOptions.wrap(own.keys()))
            .setTrustOptions(TrustOptions.wrap(own.trust()))
            .setClientAuth(needsClient ? ClientAuth.REQUIRED : ClientAuth.NONE);
        HttpServer server = vertx.createHttpServer(options)
            .requestHandler(VertxServers::answer).listen().toCompletionStage().toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
        return new WebServer() {
            @Override
            public int port() {
                return server.actualPort();
            }

            @Override
            public void close() {
                try {
                    server.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
    }

    private static void answer(HttpServerRequest request) {
        var digest = Payload.digest();
        request.handler(part -> digest.with(part.getBytes()));
        request.endHandler(end -> request.response().end(Buffer.buffer(switch (request.path()) {
            case "/who" -> Payload.who(request.remoteAddress().port(),
                request.version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1", request.sslSession());
            case "/up" -> digest.text().getBytes(StandardCharsets.UTF_8);
            default -> Payload.BYTES;
        })));
    }
}
