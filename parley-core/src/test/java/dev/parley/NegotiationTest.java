package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.id.ProtocolVersion.TLS_1_2;
import static dev.parley.id.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.TlsConfig;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import dev.parley.id.Grease;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.message.Alert;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.HelloRequest;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both sides come to agree on. */
@ExtendWith(NoSecretIsLeft.class)
class NegotiationTest {
    private static Facts agreed(Tls client, Tls server) {
        try (var pair = Pair.of(client, server)) {
            pair.exchange();
            return pair.client.facts().orElseThrow();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE"})
    void serverPicksTheProtocol(Sides.Kind kind) {
        var client = kind.client(it -> it.protocols("http/1.1", "h2"));
        assertThat(agreed(client, kind.server(it -> it.protocols("h2", "http/1.1"))).protocol())
            .contains(Bytes.ofText("h2"));
        assertThat(agreed(client, kind.server(it -> it.protocols("smtp", "http/1.1"))).protocol())
            .contains(Bytes.ofText("http/1.1"));
        assertThat(agreed(client, kind.server()).protocol()).isEmpty();
        assertThat(agreed(kind.client(), kind.server(it -> it.protocols("h2"))).protocol()).isEmpty();
        assertThat(agreed(client, kind.server(it -> it.protocols("h2")
            .protocolChoice(offered -> Optional.of(offered.getLast())))).protocol())
            .contains(Bytes.ofText("h2"));
    }

    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE", "TLS12_DHE"})
    void certificateFitsTheNameAndTheSchemes(Sides.Kind kind) {
        var other = Sides.server(Spec.server("other.example").key(KeyKind.P256));
        var otherRsa = Sides.server(Spec.server("other.example").key(KeyKind.RSA_2048));
        var server = kind.server(it -> it.credentials(other, otherRsa, Sides.EC, Sides.RSA));
        boolean rsa = kind == Sides.Kind.TLS12_DHE;
        assertThat(agreed(kind.client(), server).peerChain()).isEqualTo((rsa ? Sides.RSA : Sides.EC).chain());
        try (var pair = Pair.begin(kind.client(), server, "other.example")) {
            pair.settle();
            assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo((rsa ? otherRsa : other).chain());
            assertThat(pair.server.facts().orElseThrow().serverName()).contains("other.example");
        }
    }

    /** RFC 7301 section 3.2: a server's application may err, but the client never hears of what it did not offer. */
    @ParameterizedTest
    @ValueSource(strings = {"", "smtp"})
    void theApplicationsProtocolIsOneOfTheClients(String chosen) {
        for (var kind : List.of(TLS13, TLS12_ECDHE)) {
            var server = kind.server(it -> it.protocolChoice(_ -> Optional.of(Bytes.ofText(chosen))));
            var lost = Duel.of(server, kind.client(it -> it.protocols("h2")), Tamper.NOT).lost();
            assertThat(lost.reason()).isEqualTo(Reason.INTERNAL_FAULT);
            assertThat(lost.detail()).contains("the application chose the protocol");
        }
    }

    @Test
    void certificateOfTheOtherKindForWhoCannotVerifyTheFirst() {
        var client = TLS13.client(it -> it.schemes(SignatureScheme.RSA_PSS_RSAE_SHA256)
            .certificateSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)));
        assertThat(agreed(client, TLS13.server()).peerChain()).isEqualTo(Sides.RSA.chain());
    }

    @Test
    void greaseAndUnknownExtensionsMeanNothing() {
        for (var versions : List.of(List.of(TLS_1_3, TLS_1_2), List.of(TLS_1_2))) {
            Consumer<TlsSettings> allowed = it -> it.versions(versions.toArray(ProtocolVersion[]::new));
            for (int i = 0; i < 16; i++)
                assertThat(
                    agreed(Sides.client(allowed.andThen(it -> it.grease(true))), Sides.server(_ -> {})).version())
                    .isEqualTo(versions.getFirst());
        }
        var unknown = new ExtensionBlock.Entry(0x7777, Bytes.ofText("?"), Bytes.ofText("?"));
        Tamper more = Tamper.message(ClientHello.class, it -> BadHellos.with(it, new ExtensionBlock(
            Stream.concat(Stream.of(unknown), it.extensions().entries().stream()).toList())));
        for (var kind : List.of(TLS13, TLS12_ECDHE))
            try (var duel = Duel.of(kind.server(), kind.client(), more)) {
                assertThat(duel.failure()).isEmpty();
                assertThat(duel.honest.isConnected()).isTrue();
            }
    }

    @Test
    void fallbackIsNoticedInSpiteOfGrease() {
        var client = Sides.client(it -> it.versions(TLS_1_2).fallback(true));
        Tamper grease = BadExtensions.offer(SupportedVersions.IT,
            new SupportedVersions.Versions(
                List.of(new ProtocolVersion(Grease.value(0xF0)), TLS_1_2)));
        assertThat(Duel.of(Sides.server(_ -> {}), client, grease).lost().reason())
            .isEqualTo(Reason.INAPPROPRIATE_FALLBACK_TRIED);
        assertThat(agreed(client, Sides.server(it -> it.versions(TLS_1_2))).version()).isEqualTo(TLS_1_2);
    }

    /** A server that could do better says so, and one that could not does not. RFC 9846 section 4.2.3. */
    @Test
    void downgradeIsWrittenIntoTheRandom() {
        assertThat(randomOf(Sides.server(_ -> {}), TLS12_ECDHE.client()).endsWith(Random.DOWNGRADED_TO_12)).isTrue();
        assertThat(randomOf(TLS12_ECDHE.server(), TLS12_ECDHE.client()).endsWith(Random.DOWNGRADED_TO_12)).isFalse();
        assertThat(randomOf(TLS13.server(), TLS13.client()).endsWith(Random.DOWNGRADED_TO_12)).isFalse();
    }

    private static Bytes randomOf(Tls server, Tls client) {
        var random = new AtomicReference<Bytes>();
        Tamper listening = Tamper.message(ServerHello.class, it -> {
            random.set(it.random());
            return it;
        });
        Duel.of(client, server, listening).close();
        return random.get();
    }

    @Test
    void renegotiationIsDeclinedByTheClientAndTheConnectionGoesOn() {
        try (var duel = Duel.connected(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
            var wish = new HelloRequest();
            duel.put(new Sent.Message(Dialect.HELLO, wish, Dialect.HELLO.encode(wish)));
            assertThat(duel.failure()).isEmpty();
            assertThat(duel.said()).containsExactly(Alert.warning(AlertDescription.NO_RENEGOTIATION));
            duel.put(new Sent.Record(23, Bytes.ofText("still here")));
            assertThat(duel.failure()).isEmpty();
        }
    }

    @Test
    void extendedMainSecretIsAlwaysAgreedOn() {
        Consumer<TlsSettings> needs = it -> it.requireExtendedMainSecret(true);
        assertThat(agreed(TLS12_ECDHE.client(needs), TLS12_ECDHE.server(needs)).extendedMainSecret()).isTrue();
        var without = BadExtensions.offer(it -> it.without(ExtendedMainSecret.IT));
        Duel.of(TLS12_ECDHE.server(), TLS12_ECDHE.client(), without).close();
        assertThat(Duel.of(TLS12_ECDHE.client(needs), TLS12_ECDHE.server(),
            Tamper.message(ServerHello.class, it -> BadHellos.with(it,
                it.extensions().without(ExtendedMainSecret.IT))))
            .lost().reason()).isEqualTo(Reason.EXTENDED_MAIN_SECRET_REQUIRED);
    }

    /** The selector may take its time, on whatever thread. */
    @Test
    void selectorDecidesLater() throws InterruptedException {
        var other = Sides.server(Spec.server(Sides.HOST).key(KeyKind.P256));
        var chosen = TLS13.server(it -> it.credentials(other)).config();
        var names = new ArrayList<String>();
        var later = new CompletableFuture<TlsConfig>();
        var server = TLS13.server(it -> it.selector(hello -> {
            names.add(hello.serverName().orElseThrow());
            return later;
        }));
        var decider = Thread.ofVirtual().start(() -> later.complete(chosen));
        assertThat(agreed(TLS13.client(), server).peerChain()).isEqualTo(other.chain());
        assertThat(names).containsExactly(Sides.HOST);
        decider.join();
    }

    @Test
    void selectorThatRefusesSaysWhy() {
        CompletionStage<TlsConfig> refusal =
            CompletableFuture.failedFuture(Reason.UNKNOWN_SERVER_NAME.because("nobody of this name"));
        var server = TLS13.server(it -> it.selector(_ -> refusal));
        assertThatThrownBy(() -> Pair.of(TLS13.client(), server)).hasMessageContaining("UNKNOWN_SERVER_NAME");
    }

    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE"})
    void compatibilityIsOnlyForShow(Sides.Kind kind) {
        for (boolean ours : List.of(true, false))
            for (boolean theirs : List.of(true, false))
                assertThat(agreed(kind.client(it -> it.compatibility(ours)),
                    kind.server(it -> it.compatibility(theirs))).sessionId().isEmpty())
                    .isEqualTo(!ours || !kind.is13());
    }
}
