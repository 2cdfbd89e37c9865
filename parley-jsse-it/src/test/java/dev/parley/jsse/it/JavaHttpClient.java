package dev.parley.jsse.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLContext;

/** {@code java.net.http.HttpClient}. */
final class JavaHttpClient implements WebClient {
    private final HttpClient client;
    private final int port;

    JavaHttpClient(SSLContext context, int port, HttpClient.Version version) {
        this.client = HttpClient.newBuilder().sslContext(context).version(version).build();
        this.port = port;
    }

    @Override
    public byte[] get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofByteArray()).body();
    }

    @Override
    public byte[] post(String path, byte[] body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray())
            .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
