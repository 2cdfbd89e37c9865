package dev.parley.explain.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Account;
import dev.parley.explain.story.Story;
import dev.parley.failure.Reason;
import dev.parley.lab.LabCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same with sockets, made in every way that there is, and with programs that make them. */
class SocketsTest {
    private static final byte[] PAGE =
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello".getBytes(StandardCharsets.UTF_8);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.close();
    }

    /** Serves one request, or fails. */
    private CompletableFuture<Exception> serve(ServerSocket listening) {
        return CompletableFuture.supplyAsync(() -> {
            try (var socket = listening.accept()) {
                var in = socket.getInputStream();
                var asked = new StringBuilder();
                while (asked.indexOf("\r\n\r\n") < 0) {
                    int read = in.read();
                    if (read < 0) break;
                    asked.append((char) read);
                }
                socket.getOutputStream().write(PAGE);
                return null;
            } catch (IOException e) {
                return e;
            }
        }, threads);
    }

    private static SSLServerSocket listen(LabCertificate shown) throws Exception {
        return (SSLServerSocket) SunLab.server(Explain.STANDARD, shown).getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String ask(Socket socket) throws IOException {
        try (socket) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private interface Maker {
        Socket to(int port) throws Exception;
    }

    private void talks(Maker maker) throws Exception {
        try (var listening = listen(SunLab.SERVER)) {
            var served = serve(listening);
            assertThat(ask(maker.to(listening.getLocalPort()))).endsWith("hello");
            assertThat(served.get(10, TimeUnit.SECONDS)).isNull();
        }
    }

    private void fails(Maker maker) throws Exception {
        try (var listening = listen(SunLab.STRANGER)) {
            serve(listening);
            var thrown = org.assertj.core.api.Assertions.catchException(() -> ask(maker.to(listening.getLocalPort())));
            assertThat(account(thrown).reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
        }
    }

    private static Account account(Exception thrown) {
        assertThat(thrown).isInstanceOf(SSLException.class);
        return HandshakeStory.of(thrown).orElseThrow().story().flatMap(Story::failure).orElseThrow().account();
    }

    private void both(Maker maker) throws Exception {
        talks(maker);
        fails(maker);
    }

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void connectedAtOnce() throws Exception {
        var factory = SunLab.client(Explain.STANDARD).getSocketFactory();
        both(port -> factory.createSocket(HERE, port));
        both(port -> factory.createSocket(HERE.getHostAddress(), port));
    }

    @Test
    void connectedLater() throws Exception {
        var factory = SunLab.client(Explain.STANDARD).getSocketFactory();
        both(port -> {
            var socket = (SSLSocket) factory.createSocket();
            socket.setEnabledProtocols(new String[]{"TLSv1.2"});
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(HERE, port), 5000);
            assertThat(socket.getEnabledProtocols()).containsExactly("TLSv1.2");
            return socket;
        });
    }

    @Test
    void onAnother() throws Exception {
        var factory = SunLab.client(Explain.STANDARD).getSocketFactory();
        both(port -> {
            var socket = (SSLSocket) factory.createSocket(new Socket(HERE, port), SunLab.HOST, port, true);
            socket.startHandshake();
            return socket;
        });
    }

    /** {@code HttpsURLConnection} makes a socket of its own first, if it can. */
    @Test
    void programsThatUseTheFactory() throws Exception {
        var factory = SunLab.client(Explain.STANDARD).getSocketFactory();
        try (var listening = listen(SunLab.SERVER)) {
            var served = serve(listening);
            var connection = (HttpsURLConnection) URI.create("https://localhost:" + listening.getLocalPort() + "/")
                .toURL().openConnection();
            connection.setSSLSocketFactory(factory);
            assertThat(connection.getInputStream().readAllBytes()).asString().isEqualTo("hello");
            assertThat(served.get(10, TimeUnit.SECONDS)).isNull();
        }
        try (var listening = listen(SunLab.STRANGER)) {
            serve(listening);
            var connection = (HttpsURLConnection) URI.create("https://localhost:" + listening.getLocalPort() + "/")
                .toURL().openConnection();
            connection.setSSLSocketFactory(factory);
            var thrown = org.assertj.core.api.Assertions.catchException(connection::getInputStream);
            assertThat(account(thrown).reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
        }
    }

    @Test
    void programsThatUseEngines() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(SunLab.client(Explain.STANDARD)).build()) {
            try (var listening = listen(SunLab.SERVER)) {
                serve(listening);
                var answer = client.send(request(listening), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo("hello");
            }
            try (var listening = listen(SunLab.STRANGER)) {
                serve(listening);
                var thrown = org.assertj.core.api.Assertions
                    .catchException(() -> client.send(request(listening), HttpResponse.BodyHandlers.ofString()));
                assertThat(account(thrown).reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
            }
        }
    }

    private static HttpRequest request(ServerSocket listening) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + listening.getLocalPort() + "/")).build();
    }

    @Test
    void aServerThatIsNone() throws Exception {
        try (var listening = new ServerSocket(0, 5, HERE)) {
            threads.submit(() -> {
                try (var socket = listening.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    return socket.getInputStream().read();
                }
            });
            var factory = SunLab.client(Explain.STANDARD).getSocketFactory();
            var thrown = org.assertj.core.api.Assertions
                .catchException(() -> ask(factory.createSocket(HERE, listening.getLocalPort())));
            assertThat(account(thrown).reason()).isEqualTo(Reason.NOT_TLS);
        }
    }
}
