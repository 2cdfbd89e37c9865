package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole handshakes in memory, both sides Parley. */
@ExtendWith(NoSecretIsLeft.class)
class HandshakeTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    private static Credential credential(KeyKind kind) {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(kind));
        return Credential.of(issued.chain(), issued.key());
    }

    static Stream<CipherSuite> suites() {
        return Stream.concat(CipherSuite.ALL_13.stream(), CipherSuite.ALL_12.stream())
            .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher()))
            .filter(suite -> !suite.name().contains("PSK"));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuite(CipherSuite suite) {
        Consumer<TlsSettings> both = it -> it.crypto(Cryptography.jdk()).suites(suite)
            .versions(suite.isFor13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2);
        var server =
            Tls.server(both.andThen(it -> it.credentials(credential(KeyKind.P256), credential(KeyKind.RSA_2048))));
        var client = Tls.client(both.andThen(it -> it.trust(Trust.of(List.of(AUTHORITY.root())))));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().suite()).isEqualTo(suite);
            pair.exchange();
        }
    }

    static Stream<NamedGroup> groups() {
        return NamedGroup.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyGroup(NamedGroup group) {
        Consumer<TlsSettings> both = it -> it.groups(group);
        var server = Tls.server(both.andThen(it -> it.credentials(credential(KeyKind.P256))));
        var client = Tls.client(both.andThen(it -> it.trust(Trust.of(List.of(AUTHORITY.root())))));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().group()).contains(group);
            pair.exchange();
        }
    }

    static Stream<KeyKind> kinds() {
        return Stream.of(KeyKind.values()).filter(kind -> kind != KeyKind.RSA_1024);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKeyOnBothSides(KeyKind kind) {
        var versions = kind.name().startsWith("ML_DSA") ? List.of(ProtocolVersion.TLS_1_3)
            : List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
        for (var version : versions) {
            var mine = AUTHORITY.issue(Spec.client("client").key(kind));
            var trust = Trust.of(List.of(AUTHORITY.root()));
            var server = Tls.server(
                it -> it.versions(version).credentials(credential(kind)).clientAuth(ClientAuth.NEED).trust(trust));
            var client = Tls
                .client(it -> it.versions(version).trust(trust).credentials(Credential.of(mine.chain(), mine.key())));
            try (var pair = Pair.of(client, server)) {
                assertThat(pair.server.facts().orElseThrow().clientScheme()).isPresent();
                pair.exchange();
            }
        }
    }

    @Test
    void retry() {
        var server =
            Tls.server(it -> it.groups(NamedGroup.SECP384R1).credentials(credential(KeyKind.P256)).cookies(true));
        var client = Tls.client(it -> it.trust(Trust.of(List.of(AUTHORITY.root()))));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().retried()).isTrue();
            pair.exchange();
            pair.client.updateKeys(true);
            pair.settle();
            pair.exchange();
            assertThat(ByteBuffer.allocate(0).hasRemaining()).isFalse();
        }
    }
}
