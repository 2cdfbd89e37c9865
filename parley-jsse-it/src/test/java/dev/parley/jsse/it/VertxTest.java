package dev.parley.jsse.it;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** Vert.x as a server and as a client. It makes its contexts itself, from the first provider. */
class VertxTest {
    private static Vertx vertx;

    @BeforeAll
    static void start() {
        Lab.install();
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    }

    @AfterAll
    static void stop() throws Exception {
        done(vertx.close());
        Lab.remove();
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(40, TimeUnit.SECONDS);
    }

    @Nested
    class Serving extends ServerContract {
        @Override
        WebServer serve(Identity own, boolean needsClient) throws Exception {
            return VertxServers.start(vertx, own, needsClient);
        }
    }

    @Nested
    class AskingHttp1 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) {
            return new Requests(own, port, HttpVersion.HTTP_1_1);
        }

        @Override
        String version() {
            return "HTTP/1.1";
        }
    }

    @Nested
    class AskingHttp2 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) {
            return new Requests(own, port, HttpVersion.HTTP_2);
        }

        @Override
        String version() {
            return "HTTP/2";
        }
    }

    private static final class Requests implements WebClient {
        private final HttpClientAgent client;
        private final int port;

        Requests(Identity own, int port, HttpVersion version) {
            this.port = port;
            var options = new HttpClientOptions().setSsl(true).setUseAlpn(true).setProtocolVersion(version)
                .setTrustOptions(TrustOptions.wrap(own.trust())).setVerifyHost(true);
            if (own.certificate() != null) options.setKeyCertOptions(KeyCertOptions.wrap(own.keys()));
            client = vertx.createHttpClient(options);
        }

        @Override
        public byte[] get(String path) throws Exception {
            return done(client.request(HttpMethod.GET, port, "localhost", path)
                .compose(it -> body(it.send()))).getBytes();
        }

        @Override
        public byte[] post(String path, byte[] body) throws Exception {
            return done(client.request(HttpMethod.POST, port, "localhost", path)
                .compose(it -> body(it.send(Buffer.buffer(body))))).getBytes();
        }

        /** Asked for on the event loop, before it reads on: a body that ended before somebody asked is never given. */
        private static Future<Buffer> body(Future<HttpClientResponse> response) {
            return response.compose(HttpClientResponse::body);
        }

        @Override
        public void close() {
            client.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
