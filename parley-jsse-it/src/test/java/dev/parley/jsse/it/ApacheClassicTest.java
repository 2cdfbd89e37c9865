package dev.parley.jsse.it;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;

/** Apache's HttpClient 5, the blocking one. */
class ApacheClassicTest extends ClientContract {
    @Override
    WebClient open(Identity own, int port) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(own.context())).build();
        return new Requests(HttpClients.custom().setConnectionManager(connections).disableAutomaticRetries().build(),
            port);
    }

    @Override
    String version() {
        return "HTTP/1.1";
    }

    private record Requests(CloseableHttpClient client, int port) implements WebClient {
        @Override
        public byte[] get(String path) throws IOException {
            return answer(new HttpGet(url(path)));
        }

        @Override
        public byte[] post(String path, byte[] body) throws IOException {
            var request = new HttpPost(url(path));
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));
            return answer(request);
        }

        private String url(String path) {
            return "https://localhost:" + port + path;
        }

        private byte[] answer(ClassicHttpRequest request) throws IOException {
            return client.execute(request, response -> EntityUtils.toByteArray(response.getEntity()));
        }

        @Override
        public void close() {
            client.close(CloseMode.GRACEFUL);
        }
    }
}
