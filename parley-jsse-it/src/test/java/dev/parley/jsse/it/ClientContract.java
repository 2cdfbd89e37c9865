package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every client must do over Parley. */
@Timeout(60)
abstract class ClientContract {
    /** A server for this client: Netty's, unless it is told. */
    WebServer serve(Identity own, boolean needsClient) throws Exception {
        return NettyServer.start(own, needsClient);
    }

    abstract WebClient open(Identity own, int port) throws Exception;

    /** The HTTP version that client and server agree on. */
    abstract String version();

    @Test
    void verifiesTheServerAndKeepsTheConnection() throws Exception {
        try (var server = serve(Lab.SERVER, false); var client = open(Lab.NOBODY, server.port())) {
            keepsConnections(client, version());
        }
    }

    /** Some clients give a connection back only after the answer, so that the next request may miss it. */
    static void keepsConnections(WebClient client, String version) throws Exception {
        var seen = new ArrayList<String>();
        for (int i = 0; i < 20; i++) seen.add(text(client.get("/who")));
        assertThat(seen).allMatch(it -> it.matches("\\d+ " + version + " -"), version).hasSize(20);
        assertThat(Set.copyOf(seen)).as("connections for 20 requests").hasSizeLessThan(10);
    }

    @Test
    void sendsAndReceivesMuchAtOnce() throws Exception {
        try (var server = serve(Lab.SERVER, false); var client = open(Lab.NOBODY, server.port())) {
            atOnce(() -> client.post("/up", Payload.BYTES), () -> client.get("/down"));
        }
    }

    static void atOnce(Callable<byte[]> upload, Callable<byte[]> download) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var up = threads.submit(upload);
            var down = threads.submit(download);
            assertThat(text(up.get(50, TimeUnit.SECONDS))).isEqualTo(Payload.DIGEST);
            assertThat(Payload.digest().with(down.get(50, TimeUnit.SECONDS)).text()).isEqualTo(Payload.DIGEST);
        }
    }

    @Test
    void refusesAServerOfAStrangeAuthority() throws Exception {
        refuses(Lab.STRANGE_SERVER);
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        refuses(Lab.OTHER_HOST);
    }

    private void refuses(Identity shown) throws Exception {
        try (var server = serve(shown, false); var client = open(Lab.NOBODY, server.port())) {
            var thrown = catchThrowable(() -> client.get("/who"));
            assertThat(thrown).isNotNull();
            assertThat(causes(thrown)).as("%s", thrown).hasAtLeastOneElementOfType(SSLException.class);
        }
    }

    @Test
    void provesItselfToAServerThatAsks() throws Exception {
        try (var server = serve(Lab.SERVER, true); var client = open(Lab.CLIENT, server.port())) {
            assertThat(text(client.get("/who"))).endsWith("CN=Ada");
        }
    }

    @Test
    void isRefusedWithoutACertificateOrWithAStrangeOne() throws Exception {
        for (var own : List.of(Lab.NOBODY, Lab.STRANGE_CLIENT))
            try (var server = serve(Lab.SERVER, true); var client = open(own, server.port())) {
                assertThat(catchThrowable(() -> client.get("/who"))).isNotNull();
            }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, it -> it != null, Throwable::getCause);
    }
}
