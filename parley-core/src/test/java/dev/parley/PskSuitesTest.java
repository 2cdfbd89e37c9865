package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE_PSK;
import static dev.parley.Sides.Kind.TLS12_PSK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.carrier.Tamper;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Trust;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.failure.Reason;
import dev.parley.handshake.Premaster12;
import dev.parley.id.Authentication;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ServerKeyExchange;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS 1.2 with keys that both sides were given: no certificates, and with ECDHE_PSK forward secrecy all the same. */
@ExtendWith(NoSecretIsLeft.class)
class PskSuitesTest {
    private static final ExternalPsk KEY = ExternalPsk.of("lamp 7", new byte[32]);

    static Stream<CipherSuite> suites() {
        return CipherSuite.ALL_12.stream().filter(suite -> suite.authentication() == Authentication.PSK)
            .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher()));
    }

    private static Consumer<TlsSettings> both(CipherSuite... suites) {
        return it -> it.versions(ProtocolVersion.TLS_1_2).suites(suites).externalPsks(KEY);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everySuite(CipherSuite suite) {
        var server = Sides.server(both(suite).andThen(it -> it.credentials().clientAuth(ClientAuth.NEED)));
        try (var pair = Pair.of(Sides.client(both(suite)), server)) {
            var facts = pair.client.facts().orElseThrow();
            assertThat(facts.suite()).isEqualTo(suite);
            assertThat(facts.peerChain()).isEmpty();
            assertThat(facts.serverScheme()).isEmpty();
            assertThat(facts.group()).isEqualTo(suite.keyExchange() == KeyExchange.ECDHE_PSK
                ? Optional.of(NamedGroup.X25519) : Optional.empty());
            pair.exchange();
        }
    }

    /** RFC 4279 section 2: as many zeros, then the key; RFC 5489 section 2: the exchanged secret in the place of the zeros. */
    @Test
    void premasterSecretIsAsTheRfcsHaveIt() {
        var crypto = Cryptography.jdk();
        try (var key = Secret.of(new byte[]{1, 2, 3});
            var plain = Premaster12.ofPsk(crypto, Optional.empty(), key);
            var exchanged = Premaster12.ofPsk(crypto, Optional.of(Secret.of(new byte[]{9, 8})), key)) {
            assertThat(plain.<Bytes>use(Bytes::of)).isEqualTo(Bytes.ofHex("00030000000003010203"));
            assertThat(exchanged.<Bytes>use(Bytes::of)).isEqualTo(Bytes.ofHex("000209080003010203"));
        }
    }

    /** RFC 4279 sections 5.1 and 5.3: a name of 128 bytes in UTF-8, a key of 64. */
    @Test
    void longNamesAndKeys() {
        var name = "\u706f".repeat(42) + "no";
        var key = new byte[64];
        key[63] = 7;
        var psk = ExternalPsk.of(name, key);
        assertThat(psk.identity()).isEqualTo(Bytes.own(name.getBytes(StandardCharsets.UTF_8)));
        assertThat(psk.identity().length()).isEqualTo(128);
        for (var suite : List.of(CipherSuite.PSK_AES_128_GCM_SHA256, CipherSuite.ECDHE_PSK_AES_128_GCM_SHA256))
            try (var pair = Pair.of(Sides.client(both(suite).andThen(it -> it.externalPsks(psk))),
                Sides.server(both(suite).andThen(it -> it.externalPsks(psk))))) {
                    pair.exchange();
                }
    }

    @Test
    void areOnByDefaultOnlyWithAKeyAndOnlyWithForwardSecrecy() {
        assertThat(psks(it -> {})).isEmpty();
        assertThat(psks(it -> it.externalPsks(ExternalPsk.imported("lamp 7", new byte[32], "")))).isEmpty();
        assertThat(psks(it -> it.externalPsks(KEY))).isNotEmpty()
            .allMatch(suite -> suite.keyExchange() == KeyExchange.ECDHE_PSK);
        assertThatThrownBy(() -> Tls.client(it -> it.suites(CipherSuite.PSK_AES_128_GCM_SHA256)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("externalPsks");
    }

    private static List<CipherSuite> psks(Consumer<TlsSettings> settings) {
        return Tls.client(settings).config().suites().stream().filter(it -> it.name().contains("PSK")).toList();
    }

    /** With defaults, a server that has a certificate shows it: it cannot know whether the client has one of its keys. */
    @Test
    void certificatesComeFirst() {
        Consumer<TlsSettings> settings = it -> it.versions(ProtocolVersion.TLS_1_2).externalPsks(KEY);
        try (var pair = Pair.of(Sides.client(settings), Sides.server(settings))) {
            assertThat(pair.client.facts().orElseThrow().peerChain()).isNotEmpty();
        }
        try (var pair = Pair.of(Sides.client(settings), Sides.server(settings.andThen(it -> it.credentials())))) {
            assertThat(pair.client.facts().orElseThrow().suite().keyExchange()).isEqualTo(KeyExchange.ECDHE_PSK);
        }
    }

    @Test
    void sessionsGoOn() {
        var suite = CipherSuite.ECDHE_PSK_AES_128_GCM_SHA256;
        var client = Sides.client(both(suite).andThen(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4))
            .trust(Trust.of(List.of()).again())));
        var server = Sides.server(both(suite)
            .andThen(it -> it.sessions(ServerSessions.standard(Cryptography.jdk(), InstantSource.system()))));
        for (boolean resumed : new boolean[]{false, true})
            try (var pair = Pair.of(client, server)) {
                assertThat(pair.client.facts().orElseThrow().resumed()).isEqualTo(resumed);
            }
    }

    @Test
    void hintIsReadAndChangesNothing() {
        for (var kind : List.of(TLS12_PSK, TLS12_ECDHE_PSK))
            try (var pair = Pair.of(kind.client(), kind.server(it -> it.pskHint("the seventh")))) {
                pair.exchange();
            }
    }

    @Test
    void anotherKeyOfTheSameNameShowsInFinished() {
        var other = new byte[32];
        other[0] = 1;
        for (var kind : List.of(TLS12_PSK, TLS12_ECDHE_PSK))
            assertThat(Duel.of(kind.server(it -> it.externalPsks(ExternalPsk.of("lamp 7", other))), kind.client(),
                Tamper.NOT).lost().reason()).isIn(Reason.BAD_FINISHED, Reason.RECORD_DOES_NOT_OPEN);
    }

    @Test
    void groupOfTheServerMustHaveBeenOffered() {
        assertThat(Duel.of(TLS12_ECDHE_PSK.client(), TLS12_ECDHE_PSK.server(),
            Tamper.message(ServerKeyExchange.EcdhePsk.class, it -> new ServerKeyExchange.EcdhePsk(Bytes.EMPTY,
                new ServerKeyExchange.EcdhParams(3, NamedGroup.X448, it.ecdhParams().point()))))
            .lost().reason()).isEqualTo(Reason.SERVER_CHOSE_UNOFFERED_GROUP);
    }
}
