package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocking connections over loopback TCP. */
@ExtendWith(NoSecretIsLeft.class)
class LinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Stream<ProtocolVersion> versions() {
        return Stream.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
    }

    /** The side that hears the last message of the handshake must not wait for another: there may be none. */
    @ParameterizedTest
    @MethodSource("versions")
    void bothSidesAreConnectedBeforeEitherSpeaks(ProtocolVersion version) throws Exception {
        var authority = LabAuthority.create(KeyKind.P256);
        var issued = authority.issue(Spec.server("server.example"));
        Consumer<TlsSettings> both = it -> it.versions(version).withoutSessions();
        var server = Tls.server(both.andThen(it -> it.credentials(Credential.of(issued.chain(), issued.key()))));
        var client = Tls.client(both.andThen(it -> it.trust(Trust.of(List.of(authority.root())))));
        var connected = new CountDownLatch(2);
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var serving = Thread.ofVirtual().start(() -> {
                try (var link = server.accept(listening, PATIENCE)) {
                    meet(connected);
                    link.input().readAllBytes();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            var address = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
            try (var link = client.connect("server.example", address, PATIENCE)) {
                meet(connected);
                assertThat(link.facts().version()).isEqualTo(version);
            }
            serving.join();
        }
        assertThat(connected.getCount()).isZero();
    }

    private static void meet(CountDownLatch connected) throws InterruptedException {
        connected.countDown();
        assertThat(connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the other side is connected too").isTrue();
    }
}
