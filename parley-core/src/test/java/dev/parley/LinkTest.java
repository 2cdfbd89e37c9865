package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The blocking face, over sockets of this machine. */
@ExtendWith(NoSecretIsLeft.class)
class LinkTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static List<ProtocolVersion> versions() {
        return List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void handshakeIsOverAlthoughNobodySpeaksAfterwards(ProtocolVersion version) throws Exception {
        var issued = AUTHORITY.issue(Spec.server("server.example"));
        var server =
            Tls.server(it -> it.versions(version).credentials(Credential.of(issued.chain(), issued.key())));
        var client = Tls.client(it -> it.versions(version).trust(Trust.of(List.of(AUTHORITY.root()))));
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var accepted = start(() -> server.accept(listening, PATIENCE));
            var address = (InetSocketAddress) listening.getLocalSocketAddress();
            var connected = start(() -> client.connect("server.example", address, PATIENCE));
            try (var ours = connected.get(30, TimeUnit.SECONDS); var theirs = accepted.get(30, TimeUnit.SECONDS)) {
                assertThat(ours.facts().version()).isEqualTo(version);
                assertThat(theirs.facts().version()).isEqualTo(version);
            }
        }
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.startVirtualThread(task);
        return task;
    }
}
