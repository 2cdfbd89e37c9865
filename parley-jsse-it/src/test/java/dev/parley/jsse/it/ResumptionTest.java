package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that come back go on with the session that their context keeps. The flight recorder tells whether they did. */
@Timeout(60)
class ResumptionTest {
    interface Opening {
        WebClient open(SSLContext context, int port) throws Exception;
    }

    interface Serving {
        WebServer serve(Identity own, boolean needsClient) throws Exception;
    }

    static Stream<Arguments> programs() {
        var clients = Map.<String, Opening>of("java.net.http, HTTP/1.1",
            (context, port) -> new JavaHttpClient(context, port, Version.HTTP_1_1),
            "java.net.http, HTTP/2", (context, port) -> new JavaHttpClient(context, port, Version.HTTP_2),
            "Netty, HTTP/1.1", (context, port) -> NettyClientTest.over(context, port, "http/1.1"),
            "Netty, HTTP/2", (context, port) -> NettyClientTest.over(context, port, "h2"),
            "Jetty, HTTP/1.1", (context, port) -> JettyClientTest.http1(context, port),
            "Jetty, HTTP/2", (context, port) -> JettyClientTest.http2(context, port));
        var servers = Map.<String, Serving>of("Netty", NettyServer::start, "Jetty", new JettyServerTest()::serve);
        return clients.entrySet().stream().flatMap(client -> servers.entrySet().stream().map(
            server -> Arguments.of(client.getKey(), server.getKey(), client.getValue(), server.getValue())));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("programs")
    void goesOnWithItsSession(String client, String server, Opening opening, Serving serving, @TempDir Path folder)
        throws Exception {
        var context = Lab.CLIENT.context();
        try (var recording = new Recording(); var listening = serving.serve(Lab.SERVER, true)) {
            recording.enable("dev.parley.Handshake");
            recording.start();
            for (int i = 0; i < 3; i++) try (var asking = opening.open(context, listening.port())) {
                assertThat(ClientContract.text(asking.get("/who"))).endsWith("CN=Ada");
            }
            recording.stop();
            assertThat(resumed(recording, folder, "client")).containsExactly(false, true, true);
            assertThat(resumed(recording, folder, "server")).containsExactly(false, true, true);
        }
    }

    private static List<Boolean> resumed(Recording recording, Path folder, String side) throws Exception {
        var file = Files.createTempFile(folder, side, ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
            .filter(it -> it.getEventType().getName().equals("dev.parley.Handshake"))
            .filter(it -> it.getString("side").equals(side)).filter(it -> it.getString("outcome").equals("completed"))
            .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime())).map(it -> it.getBoolean("resumed"))
            .toList();
    }
}
