package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.credential.CertificateHash;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.observe.NotResumed;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends of a connection have the same bindings, and no other connection has them. RFC 5929, RFC 9266. */
class ChannelBindingTest extends SessionLab {
    private static Bytes both(Pair pair, ChannelBinding kind) {
        var value = pair.client.channelBinding(kind).orElseThrow();
        assertThat(pair.server.channelBinding(kind)).contains(value);
        return value;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void exporterIsTheSameAtBothEndsAndInNoOtherConnection(String version) {
        var client = client(version(version), it -> {});
        var server = server(version(version), it -> {});
        try (var one = Pair.of(client, server); var other = Pair.of(client, server)) {
            assertThat(both(one, ChannelBinding.TLS_EXPORTER).length()).isEqualTo(32);
            assertThat(both(one, ChannelBinding.TLS_EXPORTER)).isNotEqualTo(both(other, ChannelBinding.TLS_EXPORTER));
        }
    }

    @Test
    void uniqueIsTheFirstFinishedAlsoWhereTheServersIs() {
        var client = client(ProtocolVersion.TLS_1_2, it -> {});
        var server = server(ProtocolVersion.TLS_1_2, it -> {});
        try (var first = Pair.of(client, server); var again = Pair.of(client, server)) {
            assertThat(again.client.facts().orElseThrow().resumed()).isTrue();
            assertThat(both(first, ChannelBinding.TLS_UNIQUE).length()).isEqualTo(12);
            assertThat(both(first, ChannelBinding.TLS_UNIQUE)).isNotEqualTo(both(again, ChannelBinding.TLS_UNIQUE));
        }
    }

    @Test
    void uniqueIsNotDefinedForTls13() {
        try (var pair = Pair.of(client(ProtocolVersion.TLS_1_3, it -> {}), server(ProtocolVersion.TLS_1_3, it -> {}))) {
            assertThat(pair.client.channelBinding(ChannelBinding.TLS_UNIQUE)).isEmpty();
            assertThat(pair.server.channelBinding(ChannelBinding.TLS_UNIQUE)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"P256, SHA256withECDSA, SHA-256", "P256, SHA384withECDSA, SHA-384", "P256, SHA512withECDSA, SHA-512",
        "P256, SHA1withECDSA, SHA-256"})
    void endPointIsTheCertificateHashedAsItsSignatureIs(KeyKind key, String signature, String hash) throws Exception {
        var certificate = Bytes.own(AUTHORITY.issue(Spec.server("server.example").key(key).signedWith(signature))
            .encodedChain().getFirst());
        assertThat(CertificateHash.of(certificate))
            .contains(Bytes.own(MessageDigest.getInstance(hash).digest(certificate.toArray())));
    }

    @Test
    void endPointIsTheSameAtBothEnds() {
        try (var pair = Pair.of(client(ProtocolVersion.TLS_1_3, it -> {}), server(ProtocolVersion.TLS_1_3, it -> {}))) {
            assertThat(both(pair, ChannelBinding.TLS_SERVER_END_POINT))
                .isEqualTo(CertificateHash.of(SERVER.chain().getFirst()).orElseThrow());
        }
    }

    @Test
    void certificatesWithoutAHashOfTheirOwnHaveNoEndPoint() {
        var ed25519 = dev.parley.lab.LabAuthority.create(KeyKind.ED25519).issue(Spec.server("server.example"));
        assertThat(CertificateHash.of(Bytes.own(ed25519.encodedChain().getFirst()))).isEmpty();
    }

    @Test
    void earlyDataHasAnExporterOfItsOwn() {
        var sessions = sessions().earlyData(1000);
        var server = server(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions));
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.beginEarly(client, server)) {
            pair.sendEarly(ByteBuffer.wrap(new byte[10]));
            try (var before = pair.client.exportEarly("EXPORTER-test", new byte[0], 32)) {
                pair.settle();
                try (var there = pair.server.exportEarly("EXPORTER-test", new byte[0], 32);
                    var late = pair.client.export("EXPORTER-test", new byte[0], 32)) {
                    Bytes early = before.use(Bytes::of);
                    Bytes arrived = there.use(Bytes::of);
                    Bytes other = late.use(Bytes::of);
                    assertThat(early).isEqualTo(arrived).isNotEqualTo(other);
                }
            }
        }
    }

    @Test
    void withoutEarlyDataThereIsNoEarlyExporter() {
        try (var pair = Pair.of(client(ProtocolVersion.TLS_1_3, it -> {}), server(ProtocolVersion.TLS_1_3, it -> {}))) {
            assertThatThrownBy(() -> pair.client.exportEarly("EXPORTER-test", new byte[0], 32))
                .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void namesAreTheRegistrys() {
        assertThat(ChannelBinding.named("tls-exporter")).contains(ChannelBinding.TLS_EXPORTER);
        assertThat(ChannelBinding.named("tls-server-end-point")).contains(ChannelBinding.TLS_SERVER_END_POINT);
        assertThat(ChannelBinding.named("tls-unique")).contains(ChannelBinding.TLS_UNIQUE);
        assertThat(ChannelBinding.named("tls-unique-for-telnet")).isEmpty();
    }
}
