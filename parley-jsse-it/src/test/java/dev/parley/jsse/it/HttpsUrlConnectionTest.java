package dev.parley.jsse.it;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** {@code HttpsURLConnection}, which makes sockets. */
class HttpsUrlConnectionTest extends ClientContract {
    @Override
    WebClient open(Identity own, int port) {
        return new Connections(own.context().getSocketFactory(), port);
    }

    @Override
    String version() {
        return "HTTP/1.1";
    }

    /** It keeps connections by itself, by the factory of their sockets. */
    private record Connections(SSLSocketFactory sockets, int port) implements WebClient {
        private HttpsURLConnection connection(String path) throws IOException {
            var url = URI.create("https://localhost:" + port + path).toURL();
            var connection = (HttpsURLConnection) url.openConnection();
            connection.setSSLSocketFactory(sockets);
            return connection;
        }

        @Override
        public byte[] get(String path) throws IOException {
            return answer(connection(path));
        }

        @Override
        public byte[] post(String path, byte[] body) throws IOException {
            var connection = connection(path);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            return answer(connection);
        }

        private static byte[] answer(HttpsURLConnection connection) throws IOException {
            try (var in = connection.getInputStream()) {
                return in.readAllBytes();
            }
        }
    }
}
