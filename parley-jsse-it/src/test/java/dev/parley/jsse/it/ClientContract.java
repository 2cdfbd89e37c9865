package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.lab.LabCertificate;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every client must do over Parley. */
@Timeout(60)
abstract class ClientContract {
    /** A server for this client: Netty's, unless it is told. */
    WebServer serve(SSLContext context, boolean needsClient) throws Exception {
        return NettyServer.start(context, needsClient);
    }

    abstract WebClient open(SSLContext context, int port) throws Exception;

    /** The HTTP version that client and server agree on. */
    abstract String version();

    @Test
    void verifiesTheServerAndKeepsTheConnection() throws Exception {
        try (var server = serve(Lab.server(), false); var client = open(Lab.client(), server.port())) {
            var first = text(client.get("/who"));
            assertThat(first).matches("\\d+ " + version() + " -");
            assertThat(text(client.get("/who"))).as("the same connection").isEqualTo(first);
        }
    }

    @Test
    void sendsAndReceivesMuchAtOnce() throws Exception {
        try (var server = serve(Lab.server(), false); var client = open(Lab.client(), server.port())) {
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

    private void refuses(LabCertificate shown) throws Exception {
        try (var server = serve(Lab.context(shown), false); var client = open(Lab.client(), server.port())) {
            var thrown = catchThrowable(() -> client.get("/who"));
            assertThat(thrown).isNotNull();
            assertThat(causes(thrown)).as("%s", thrown).hasAtLeastOneElementOfType(SSLException.class);
        }
    }

    @Test
    void provesItselfToAServerThatAsks() throws Exception {
        try (var server = serve(Lab.server(), true); var client = open(Lab.context(Lab.CLIENT), server.port())) {
            assertThat(text(client.get("/who"))).endsWith("CN=Ada");
        }
    }

    @Test
    void isRefusedWithoutACertificateOrWithAStrangeOne() throws Exception {
        for (var own : new LabCertificate[]{null, Lab.STRANGE_CLIENT})
            try (var server = serve(Lab.server(), true); var client = open(Lab.context(own), server.port())) {
                assertThat(catchThrowable(() -> client.get("/who"))).isNotNull();
            }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static java.util.stream.Stream<Throwable> causes(Throwable thrown) {
        return java.util.stream.Stream.iterate(thrown, it -> it != null, Throwable::getCause);
    }
}
