package dev.parley.jsse.it;

import java.net.http.HttpClient.Version;
import org.junit.jupiter.api.Nested;

/** {@code java.net.http.HttpClient}, in both versions of HTTP. */
class JavaHttpClientTest {
    @Nested
    class Http1 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) {
            return new JavaHttpClient(own.context(), port, Version.HTTP_1_1);
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
            return new JavaHttpClient(own.context(), port, Version.HTTP_2);
        }

        @Override
        String version() {
            return "HTTP/2";
        }
    }
}
