package dev.parley.jsse.it;

import static dev.parley.jsse.it.ClientContract.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpClient.Version;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.TestInstance;

/** What every server must do over Parley, in each version of HTTP that it speaks. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract {
    abstract WebServer serve(Identity own, boolean needsClient) throws Exception;

    List<Version> versions() {
        return List.of(Version.HTTP_1_1, Version.HTTP_2);
    }

    private static WebClient open(Identity own, int port, Version version) {
        return new JavaHttpClient(own.context(), port, version);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isVerifiedAndKeepsTheConnection(Version version) throws Exception {
        try (var server = serve(Lab.SERVER, false); var client = open(Lab.NOBODY, server.port(), version)) {
            ClientContract.keepsConnections(client, version == Version.HTTP_2 ? "HTTP/2(\\.0)?" : "HTTP/1\\.1");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void receivesAndSendsMuchAtOnce(Version version) throws Exception {
        try (var server = serve(Lab.SERVER, false); var client = open(Lab.NOBODY, server.port(), version)) {
            ClientContract.atOnce(() -> client.post("/up", Payload.BYTES), () -> client.get("/down"));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isRefusedWithAWrongCertificate(Version version) throws Exception {
        for (var wrong : List.of(Lab.STRANGE_SERVER, Lab.OTHER_HOST))
            try (var server = serve(wrong, false);
                var client = open(Lab.NOBODY, server.port(), version)) {
                    assertThat(catchThrowable(() -> client.get("/who"))).isInstanceOf(SSLException.class);
                }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void knowsItsClientAndRefusesStrangers(Version version) throws Exception {
        try (var server = serve(Lab.SERVER, true)) {
            try (var client = open(Lab.CLIENT, server.port(), version)) {
                assertThat(text(client.get("/who"))).endsWith("CN=Ada");
            }
            for (var wrong : List.of(Lab.NOBODY, Lab.STRANGE_CLIENT))
                try (var client = open(wrong, server.port(), version)) {
                    assertThat(catchThrowable(() -> client.get("/who"))).isNotNull();
                }
        }
    }
}
