package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Kind;
import dev.parley.observe.Decision.Why;
import dev.parley.observe.KeyLog;
import dev.parley.observe.Observer;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What observers are told, and what is written to a key log. */
@ExtendWith(NoSecretIsLeft.class)
class WatchingTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    private static final class Witness implements Observer {
        final List<Decision> decisions = new ArrayList<>();
        final List<VerifiedChain> verified = new ArrayList<>();
        final List<String> labels = new ArrayList<>();

        @Override
        public void decision(Decision decision) {
            decisions.add(decision);
        }

        @Override
        public void verified(VerifiedChain chain) {
            verified.add(chain);
        }

        @Override
        public boolean wantsSecrets() {
            return true;
        }

        @Override
        public void secret(String label, Bytes clientRandom, Secret secret) {
            labels.add(label + " " + secret.length());
        }

        Decision of(Kind kind) {
            return decisions.stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
        }
    }

    private final Witness atServer = new Witness();
    private final Witness atClient = new Witness();

    private static Tls server(ProtocolVersion version) {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(KeyKind.RSA_2048));
        return Tls.server(it -> settings(it, version).credentials(Credential.of(issued.chain(), issued.key()))
            .protocols("h2", "http/1.1"));
    }

    private static Tls client(ProtocolVersion version) {
        return Tls.client(it -> settings(it, version).trust(Trust.of(List.of(AUTHORITY.root())))
            .protocols("spdy/3", "http/1.1"));
    }

    private static TlsSettings settings(TlsSettings settings, ProtocolVersion version) {
        return settings.versions(version);
    }

    private void shakeHands(ProtocolVersion version) {
        Pair.of(client(version).observing(() -> atClient), server(version).observing(() -> atServer)).close();
    }

    @Test
    void everyChoiceSaysWhyNotTheOthers() {
        shakeHands(ProtocolVersion.TLS_1_2);
        assertThat(atServer.of(Kind.GROUP).rejected()).extracting(Decision.Rejected::why).contains(Why.LESS_PREFERRED);
        assertThat(atServer.of(Kind.SIGNATURE_SCHEME).chosen()).isEqualTo("rsa_pss_rsae_sha256");
        assertThat(atServer.of(Kind.SIGNATURE_SCHEME).rejected()).isNotEmpty();
        var protocol = atServer.of(Kind.APPLICATION_PROTOCOL);
        assertThat(protocol.chosen()).isEqualTo("http/1.1");
        assertThat(protocol.rejected()).containsExactly(new Decision.Rejected("h2", Why.NOT_OFFERED, ""),
            new Decision.Rejected("spdy/3", Why.NOT_ALLOWED_HERE, ""));
    }

    @Test
    void theChecksOfAGoodChainAreTold() {
        for (var version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)) shakeHands(version);
        assertThat(atClient.verified).hasSize(2)
            .allSatisfy(
                chain -> assertThat(chain.checks()).extracting(VerifiedChain.Check::what).contains("host name"));
        assertThat(atServer.verified).isEmpty();
    }

    @Test
    void whatKeysComeFromIsShownToWhoeverWantsSecrets() {
        shakeHands(ProtocolVersion.TLS_1_2);
        assertThat(atClient.labels).containsExactly("premaster secret 32", "CLIENT_RANDOM 48")
            .isEqualTo(atServer.labels);
        atClient.labels.clear();
        shakeHands(ProtocolVersion.TLS_1_3);
        assertThat(atClient.labels).contains("shared secret 64", "CLIENT_HANDSHAKE_TRAFFIC_SECRET 32");
    }

    @Test
    void keyLogHasTheLabelsOfRfc9850AndNoOthers() {
        var log = new ByteArrayOutputStream();
        for (var version : List.of(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3))
            Pair.of(client(version).observing(() -> KeyLog.to(log)), server(version)).close();
        var lines = log.toString(StandardCharsets.US_ASCII).lines().toList();
        assertThat(lines).allMatch(line -> line.matches("[A-Z_0-9]+ [0-9a-f]{64} [0-9a-f]{64,96}"));
        assertThat(lines).extracting(line -> line.split(" ")[0]).containsExactly("CLIENT_RANDOM",
            "CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0",
            "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET");
    }

    @Test
    void keyLogFileIsItsOwnersAloneAndIsAppendedTo(@TempDir Path folder) throws IOException {
        var file = folder.resolve("keys");
        for (int i = 0; i < 2; i++) {
            try (var log = KeyLog.to(file)) {
                Pair.of(client(ProtocolVersion.TLS_1_2).observing(() -> log), server(ProtocolVersion.TLS_1_2)).close();
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void keyLogThatCannotBeWrittenSaysSoAtOnceAndLaterEndsNoConnection(@TempDir Path folder) {
        assertThatThrownBy(() -> KeyLog.to(folder.resolve("missing/keys"))).isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("missing");
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        Pair.of(client(ProtocolVersion.TLS_1_3).observing(() -> KeyLog.to(full)), server(ProtocolVersion.TLS_1_3))
            .close();
    }
}
