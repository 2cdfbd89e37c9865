package dev.parley.jsse.it;

import java.io.IOException;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Nested;

/** OkHttp, which lays TLS sockets over sockets. */
class OkHttpTest {
    @Nested
    class Http1 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) {
            return Calls.of(own, port, List.of(Protocol.HTTP_1_1));
        }

        @Override
        String version() {
            return "HTTP/1.1";
        }
    }

    @Nested
    class Http2 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) {
            return Calls.of(own, port, List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        }

        @Override
        String version() {
            return "HTTP/2";
        }
    }

    private record Calls(OkHttpClient client, int port) implements WebClient {
        static Calls of(Identity own, int port, List<Protocol> protocols) {
            return new Calls(new OkHttpClient.Builder().protocols(protocols)
                .sslSocketFactory(own.context().getSocketFactory(), own.trustManager()).build(), port);
        }

        @Override
        public byte[] get(String path) throws IOException {
            return answer(request(path));
        }

        @Override
        public byte[] post(String path, byte[] body) throws IOException {
            return answer(request(path).post(RequestBody.create(body)));
        }

        private Request.Builder request(String path) {
            return new Request.Builder().url("https://localhost:" + port + path);
        }

        private byte[] answer(Request.Builder request) throws IOException {
            try (var response = client.newCall(request.build()).execute()) {
                return response.body().bytes();
            }
        }

        @Override
        public void close() {
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }
}
