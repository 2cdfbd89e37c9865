package dev.parley.assertion;

import static dev.parley.assertion.Handshakes.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.StoryTeller;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandshakeAssertTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    private static Story hello(Consumer<SSLEngine> how) throws Exception {
        var engine = SSLContext.getInstance("TLS", "SunJSSE");
        engine.init(null, null, null);
        var client = engine.createSSLEngine("server.example", 443);
        client.setUseClientMode(true);
        how.accept(client);
        return Handshakes.helloOf(client);
    }

    private static Story live(Consumer<TlsSettings> ofClient, Consumer<TlsSettings> ofServer) throws IOException {
        var chronicle = new Chronicle();
        var issued = AUTHORITY.issue(Spec.server("localhost"));
        var server = Tls.server(it -> {
            it.credentials(Credential.of(issued.chain(), issued.key()));
            ofServer.accept(it);
        });
        var client = Tls.client(it -> {
            it.trust(Trust.of(List.of(AUTHORITY.root())));
            ofClient.accept(it);
        }).observing(() -> StoryTeller.of(Side.CLIENT, chronicle));
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var link = server.accept(listening.accept(), Duration.ofMinutes(1))) {
                    link.input().readAllBytes();
                } catch (IOException _) {
                    return; // the client's story tells
                }
            });
            var address = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
            try (var link = client.connect("localhost", address, Duration.ofMinutes(1))) {
                link.output().close();
            } catch (dev.parley.TlsFailure _) {
                return chronicle.story();
            }
        }
        return chronicle.story();
    }

    private static String failing(ThrowingCallable assertion) {
        var thrown = catchThrowable(assertion);
        assertThat(thrown).isInstanceOf(AssertionError.class);
        return thrown.getMessage();
    }

    @Test
    void whatAClientOffers() throws Exception {
        var hello = hello(it -> {
            it.setEnabledProtocols(new String[]{"TLSv1.3"});
            var parameters = it.getSSLParameters();
            parameters.setApplicationProtocols(new String[]{"h2", "http/1.1"});
            it.setSSLParameters(parameters);
        });
        assertThat(hello).offers(ProtocolVersion.TLS_1_3).doesNotOffer(ProtocolVersion.TLS_1_2)
            .offers(CipherSuite.TLS_AES_128_GCM_SHA256).offers(NamedGroup.X25519, NamedGroup.SECP256R1)
            .offersKeySharesFor(NamedGroup.X25519).offers(SignatureScheme.ED25519).offersProtocols("h2")
            .asksFor("server.example").doesNotOffer(NamedGroup.X25519MLKEM768);
        assertThat(failing(() -> assertThat(hello).offers(NamedGroup.X25519MLKEM768)))
            .contains("among the groups of the ClientHello should be X25519MLKEM768; there are", "x25519, secp256r1");
        assertThat(failing(() -> assertThat(hello).doesNotOffer(SignatureScheme.ED25519)))
            .contains("should not be ed25519");
        assertThat(failing(() -> assertThat(hello).offersProtocols("h3"))).contains("h2, http/1.1");
        assertThat(failing(() -> assertThat(hello).hasJa4("t12"))).contains("t12", "t13d");
    }

    @Test
    void whatWasAgreedOn() throws IOException {
        var story = live(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.groups(NamedGroup.X25519MLKEM768));
        assertThat(story).succeeds().hasVersion(ProtocolVersion.TLS_1_3).hasGroup(NamedGroup.X25519MLKEM768)
            .isPostQuantum().hasCipherSuite(CipherSuite.TLS_AES_128_GCM_SHA256);
        assertThat(failing(() -> assertThat(story).hasGroup(NamedGroup.X25519)))
            .contains("the group should be x25519 and is X25519MLKEM768");
        assertThat(failing(() -> assertThat(story).isResumed())).contains("earlier session");
        assertThat(failing(() -> assertThat(story).failsBecause(Reason.NO_COMMON_GROUP))).contains("did not");
        var classical = live(it -> {}, it -> it.groups(NamedGroup.X25519).versions(ProtocolVersion.TLS_1_2));
        assertThat(failing(() -> assertThat(classical).isPostQuantum())).contains("x25519");
    }

    @Test
    void whyItFailed() throws IOException {
        var story = live(it -> it.trust(Trust.of(List.of(LabAuthority.create(KeyKind.P256).root()))), it -> {});
        assertThat(story).failsBecause(Reason.UNTRUSTED_CERTIFICATE);
        assertThat(failing(() -> assertThat(story).succeeds())).contains("what to change");
        assertThat(failing(() -> assertThat(story).failsBecause(Reason.WRONG_HOST_NAME))).contains("why it matters");
    }

    @Test
    void aSnapshotIsWrittenOnceAndThenHolds(@TempDir Path folder) throws Exception {
        var file = folder.resolve("sun.txt");
        for (int i = 0; i < 3; i++) assertThat(new HelloSnapshot(file, false).compare(message(it -> {}))).isEmpty();
        assertThat(file).content().contains("groups\n    x25519\n", "supported_groups", "server.example")
            .doesNotContain("client_random");
    }

    /** As after an upgrade of the library. */
    @Test
    void whatHasChangedIsSaidInWords(@TempDir Path folder) throws Exception {
        var file = folder.resolve("sun.txt");
        assertThat(new HelloSnapshot(file, false).compare(message(it -> {}))).isEmpty();
        var changed = new HelloSnapshot(file, false).compare(message(it -> {
            var parameters = it.getSSLParameters();
            parameters.setNamedGroups(new String[]{"secp384r1", "x25519"});
            parameters.setApplicationProtocols(new String[]{"h2"});
            it.setSSLParameters(parameters);
        }));
        assertThat(changed).contains("the ClientHello is not as it was in", "client, ClientHello, groups: only before:",
            "ALPN: only now: h2", "only now: application_layer_protocol_negotiation",
            "If it is meant to be so, delete that file");
    }

    @Test
    void orderMatters(@TempDir Path folder) throws Exception {
        var file = folder.resolve("sun.txt");
        new HelloSnapshot(file, false).compare(message(it -> suites(it, "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384")));
        assertThat(new HelloSnapshot(file, false).compare(message(it -> suites(it, "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256")))).contains("the same, in another order");
    }

    private static void suites(SSLEngine engine, String... suites) {
        engine.setEnabledProtocols(new String[]{"TLSv1.3"});
        engine.setEnabledCipherSuites(suites);
    }

    @Test
    void onABuildServerASnapshotMustBeThere(@TempDir Path folder) throws Exception {
        var file = folder.resolve("sun.txt");
        assertThat(new HelloSnapshot(file, true).compare(message(it -> {}))).contains("there is no snapshot");
        assertThat(Files.exists(file)).isFalse();
    }

    /** GREASE, shuffled extensions and fresh values make no difference. */
    @Test
    void parleysOwnHelloHoldsToo(@TempDir Path folder) throws Exception {
        var written = new HelloSnapshot(folder.resolve("parley.txt"), false);
        for (int i = 0; i < 4; i++)
            assertThat(written.compare(Handshakes.hello(live(it -> it.grease(true), it -> {})).orElseThrow()))
                .isEmpty();
        assertThat(live(it -> it.grease(true), it -> {})).matchesSnapshot(folder, "parley");
        assertThatThrownBy(() -> assertThat(live(it -> it.groups(NamedGroup.X25519), it -> {}))
            .matchesSnapshot(folder, "parley")).isInstanceOf(AssertionError.class)
            .hasMessageContaining("X25519MLKEM768");
    }

    private static dev.parley.explain.story.Entry.Message message(Consumer<SSLEngine> how) throws Exception {
        return Handshakes.hello(hello(how)).orElseThrow();
    }

    @Test
    void anyClientsHelloIsCaught() throws Exception {
        try (var catcher = HelloCatcher.listening(); var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + catcher.port() + "/")).build();
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                .isInstanceOf(IOException.class).hasMessageContaining("user_canceled");
            assertThat(catcher.hello()).offers(ProtocolVersion.TLS_1_3).offersProtocols("h2");
        }
    }

    @Test
    void whatIsNoHelloIsSaid() throws Exception {
        try (var catcher = HelloCatcher.listening();
            var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), catcher.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThatThrownBy(catcher::hello).isInstanceOf(AssertionError.class)
                .hasMessageContaining("no ClientHello");
        }
    }

    @Test
    void aServersEngineSaysNoHello() throws Exception {
        assertThatThrownBy(() -> hello(it -> it.setUseClientMode(false))).isInstanceOf(IllegalArgumentException.class);
    }
}
