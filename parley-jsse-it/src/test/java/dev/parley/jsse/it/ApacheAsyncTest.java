package dev.parley.jsse.it;

import java.util.concurrent.ExecutionException;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.Nested;

/** Apache's HttpClient 5, the asynchronous one, which drives engines. */
class ApacheAsyncTest {
    @Nested
    class Http1 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) {
            return Requests.of(own, port, HttpVersionPolicy.FORCE_HTTP_1);
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
            return Requests.of(own, port, HttpVersionPolicy.NEGOTIATE);
        }

        @Override
        String version() {
            return "HTTP/2";
        }
    }

    private record Requests(CloseableHttpAsyncClient client, int port) implements WebClient {
        static Requests of(Identity own, int port, HttpVersionPolicy version) {
            var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(new DefaultClientTlsStrategy(own.context()))
                .setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(version).build()).build();
            var client = HttpAsyncClients.custom().setConnectionManager(connections).disableAutomaticRetries().build();
            client.start();
            return new Requests(client, port);
        }

        @Override
        public byte[] get(String path) throws Exception {
            return answer(SimpleRequestBuilder.get(url(path)).build());
        }

        @Override
        public byte[] post(String path, byte[] body) throws Exception {
            return answer(SimpleRequestBuilder.post(url(path))
                .setBody(body, ContentType.APPLICATION_OCTET_STREAM).build());
        }

        private String url(String path) {
            return "https://localhost:" + port + path;
        }

        private byte[] answer(SimpleHttpRequest request) throws InterruptedException, ExecutionException {
            return client.execute(request, null).get().getBodyBytes();
        }

        @Override
        public void close() {
            client.close(CloseMode.IMMEDIATE);
        }
    }
}
