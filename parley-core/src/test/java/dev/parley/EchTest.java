package dev.parley;

import static dev.parley.failure.Reason.BAD_INNER_HELLO;
import static dev.parley.failure.Reason.BAD_OUTER_REFERENCE;
import static dev.parley.failure.Reason.ECH_CHANGED_AFTER_RETRY;
import static dev.parley.failure.Reason.ECH_REJECTED;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MALFORMED_MESSAGE;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.carrier.Tamper;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchFate;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.extension.EchOuterExtensions;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.KeyShare;
import dev.parley.extension.ServerName;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Handshake;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted Client Hello, both sides Parley. RFC 9849. */
@ExtendWith(NoSecretIsLeft.class)
class EchTest {
    private static final class Seen implements Observer {
        final List<ClientHello> visible = new ArrayList<>();
        final List<ClientHello> hidden = new ArrayList<>();
        final Map<String, Bytes> secrets = new LinkedHashMap<>();

        @Override
        public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
            if (message instanceof ClientHello hello) visible.add(hello);
        }

        @Override
        public void hidden(Way way, ClientHello hello, Bytes bytes) {
            assertThat(Dialect.HELLO.encode(hello)).isEqualTo(bytes);
            hidden.add(hello);
        }

        @Override
        public boolean wantsSecrets() {
            return true;
        }

        @Override
        public void secret(String label, Bytes random, Secret secret) {
            secrets.put(label + " " + random.hex(), Bytes.own(secret.use(byte[]::clone)));
        }
    }

    private static void accepts(Tls client, Tls server, Consumer<Pair> more) {
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().ech()).isEqualTo(EchFate.ACCEPTED);
            assertThat(pair.server.facts().orElseThrow().ech()).isEqualTo(EchFate.ACCEPTED);
            assertThat(pair.server.facts().orElseThrow().serverName()).contains(Sides.HOST);
            more.accept(pair);
            pair.exchange();
        }
    }

    @Test
    void namesStayHidden() {
        var atClient = new Seen();
        var atServer = new Seen();
        accepts(EchLab.client(it -> it.protocols("secret-protocol")).observing(() -> atClient),
            EchLab.server(it -> it.protocols("secret-protocol")).observing(() -> atServer),
            pair -> assertThat(pair.client.facts().orElseThrow().protocol()).contains(Bytes.ofText("secret-protocol")));
        var visible = atClient.visible.getFirst();
        assertThat(atServer.visible).isEqualTo(atClient.visible);
        assertThat(atServer.hidden).isEqualTo(atClient.hidden).hasSize(1);
        assertThat(ServerName.host(visible.extensions())).contains(EchLab.PUBLIC_NAME);
        assertThat(Dialect.HELLO.encode(visible).latin1()).doesNotContain(Sides.HOST).doesNotContain("secret-protocol");
        var hidden = atServer.hidden.getFirst();
        assertThat(hidden.random()).isNotEqualTo(visible.random());
        assertThat(hidden.legacySessionId()).isEqualTo(visible.legacySessionId());
        assertThat(hidden.extensions().offered(SupportedVersions.IT).orElseThrow().versions())
            .containsExactly(ProtocolVersion.TLS_1_3);
        assertThat(hidden.cipherSuites()).allMatch(suite -> suite.isFor13());
        assertThat(hidden.extensions().has(EchOuterExtensions.IT)).isFalse();
    }

    /** RFC 9850 section 2: traffic secrets under the hidden random, ECH's own under the visible one. */
    @Test
    void secretsAreLoggedUnderTheirRandoms() {
        var atClient = new Seen();
        var atServer = new Seen();
        accepts(EchLab.client(_ -> {}).observing(() -> atClient), EchLab.server(_ -> {}).observing(() -> atServer),
            _ -> {});
        assertThat(atServer.secrets).containsAllEntriesOf(atClient.secrets);
        var visible = atClient.visible.getFirst().random().hex();
        var hidden = atClient.hidden.getFirst().random().hex();
        assertThat(atClient.secrets).containsEntry("ECH_CONFIG " + visible, EchLab.KEY.config().bytes())
            .containsKeys("ECH_SECRET " + visible, "CLIENT_TRAFFIC_SECRET_0 " + hidden);
    }

    /** What is long stands outside only, and what is inside is as long as if the name were longer. RFC 9849 sections 5.1 and 6.1.3. */
    @Test
    void hiddenHellosAreCompressedAndPadded() {
        var lengths = Stream.of("a.example", "server.example", "a-longer-name.server.example").map(host -> {
            var seen = new Seen();
            var client = EchLab.client(it -> it.keyShares(NamedGroup.FFDHE2048)).observing(() -> seen);
            client.open(host).close();
            var offer = seen.visible.getFirst().extensions().offered(EncryptedClientHello.IT).orElseThrow();
            assertThat(seen.hidden.getFirst().extensions().offered(KeyShare.IT))
                .isEqualTo(seen.visible.getFirst().extensions().offered(KeyShare.IT));
            return ((EncryptedClientHello.Outer) offer).payload().length();
        }).toList();
        assertThat(lengths).containsOnly(lengths.getFirst());
        assertThat((lengths.getFirst() - 16) % 32).isZero();
        assertThat(lengths.getFirst()).as("without a share of 256 bytes").isLessThan(240);
    }

    static Stream<HpkeKem> kems() {
        return Cryptography.jdk().kems().stream();
    }

    @ParameterizedTest
    @MethodSource("kems")
    void everyKem(HpkeKem kem) {
        var key = EchLab.key(200, kem);
        assertThat(key.fits(Cryptography.jdk())).isTrue();
        accepts(EchLab.client(it -> it.ech(EchLab.configs(key))), EchLab.server(it -> it.echKeys(EchKeys.of(key))),
            _ -> {});
    }

    @Test
    void acceptedThroughARetry() {
        var seen = new Seen();
        accepts(EchLab.client(_ -> {}).observing(() -> seen), EchLab.retrying(it -> it.cookies(true)),
            pair -> assertThat(pair.client.facts().orElseThrow().retried()).isTrue());
        assertThat(seen.visible).hasSize(2);
        assertThat(seen.hidden).hasSize(2);
        assertThat(seen.visible.get(1).random()).isEqualTo(seen.visible.get(0).random());
        assertThat(seen.hidden.get(1).random()).isEqualTo(seen.hidden.get(0).random());
    }

    @Test
    void withAClientCertificate() {
        accepts(EchLab.client(it -> it.credentials(Sides.CLIENT)), EchLab.server(it -> it.clientAuth(ClientAuth.NEED)),
            pair -> assertThat(pair.server.facts().orElseThrow().clientScheme()).isPresent());
    }

    /** Sessions go on within, with early data; outside are only keys that nobody has. RFC 9849 section 6.1.2. */
    @ParameterizedTest
    @MethodSource("servers")
    void sessionsGoOn(boolean retries) {
        var seen = new Seen();
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).earlyData(1000);
        Consumer<TlsSettings> groups =
            it -> it.sessions(sessions).groups(retries ? NamedGroup.SECP256R1 : NamedGroup.X25519);
        var server = EchLab.server(groups);
        var client = EchLab.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4))).observing(() -> seen);
        accepts(client, server, pair -> pair.settle());
        try (var pair = Pair.beginEarly(client, server)) {
            pair.sendEarly(ByteBuffer.wrap(new byte[100]));
            pair.settle();
            var facts = pair.client.facts().orElseThrow();
            assertThat(facts.resumed()).isTrue();
            assertThat(facts.ech()).isEqualTo(EchFate.ACCEPTED);
            assertThat(pair.client.early()).isEqualTo(retries ? EarlyFate.REJECTED : EarlyFate.ACCEPTED);
            pair.exchange();
        }
    }

    static Stream<Boolean> servers() {
        return Stream.of(false, true);
    }

    private static HandshakeFailure rejection(Tls client, Tls server) {
        try (var pair = Pair.begin(client, server)) {
            var failure = catchThrowableOfType(HandshakeFailure.class, pair::settle);
            assertThat(pair.client.facts()).as("a connection that is no success").isEmpty();
            return pair.client.failure().orElse(failure);
        }
    }

    static Stream<Arguments> rejecting() {
        var all = new ArrayList<Arguments>();
        for (var version : List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))
            for (boolean retries : List.of(false, true))
                all.add(Arguments.of(version, retries));
        return all.stream();
    }

    /** The server proves its public name, and then says how to do it right. RFC 9849 section 6.1.6. */
    @ParameterizedTest
    @MethodSource("rejecting")
    void rejectedWithConfigurations(ProtocolVersion version, boolean retries) {
        var server = EchLab.server(it -> it.echKeys(EchKeys.of(EchLab.OTHER)).versions(version)
            .clientAuth(ClientAuth.WANT).groups(retries ? NamedGroup.SECP256R1 : NamedGroup.X25519));
        var client = EchLab.client(it -> it.credentials(Sides.CLIENT).falseStart(true)
            .sessions(ClientSessions.inMemory(1 << 20, 4)));
        var failure = rejection(client, server);
        assertThat(failure.reason()).isEqualTo(ECH_REJECTED);
        if (version.equals(ProtocolVersion.TLS_1_2)) {
            assertThat(failure.retryConfigs()).isEmpty();
            return;
        }
        var list = EchConfigList.of(failure.retryConfigs().orElseThrow());
        assertThat(list).isEqualTo(EchLab.configs(EchLab.OTHER));
        accepts(EchLab.client(it -> it.ech(list)), server, _ -> {});
    }

    @Test
    void rejectedBySomebodyElse() {
        var server = Sides.server(it -> it.credentials(Sides.EC)); // a certificate for the hidden name alone
        var failure = rejection(EchLab.client(_ -> {}), server);
        assertThat(failure.reason()).isEqualTo(Reason.WRONG_HOST_NAME);
        assertThat(failure.retryConfigs()).isEmpty();
    }

    @Test
    void rejectedWithoutConfigurations() {
        var server = EchLab.server(it -> it.echKeys(EchKeys.NONE));
        var failure = rejection(EchLab.client(_ -> {}), server);
        assertThat(failure.reason()).isEqualTo(ECH_REJECTED);
        assertThat(failure.retryConfigs()).isEmpty();
    }

    /** A session that goes on within must not go on outside. RFC 9849 section 6.1.2. */
    @Test
    void earlyDataIsLostWithTheHiddenHello() {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).earlyData(1000);
        var kept = ClientSessions.inMemory(1 << 20, 4);
        accepts(EchLab.client(it -> it.sessions(kept)), EchLab.server(it -> it.sessions(sessions)), Pair::settle);
        try (var pair = Pair.beginEarly(EchLab.client(it -> it.sessions(kept)),
            EchLab.server(it -> it.sessions(sessions).echKeys(EchKeys.of(EchLab.OTHER))))) {
            pair.sendEarly(ByteBuffer.wrap(new byte[100]));
            var failure = catchThrowableOfType(HandshakeFailure.class, pair::settle);
            assertThat(pair.client.failure().orElse(failure).reason()).isEqualTo(ECH_REJECTED);
            assertThat(pair.client.early()).isEqualTo(EarlyFate.REJECTED);
        }
    }

    @Test
    void oldKeysStillOpenButAreNotGiven() {
        var server = EchLab.server(it -> it.echKeys(EchKeys.of(EchLab.OTHER, EchLab.KEY.retired())));
        accepts(EchLab.client(_ -> {}), server, _ -> {});
        accepts(EchLab.client(it -> it.ech(EchLab.configs(EchLab.OTHER))), server, _ -> {});
        var failure = rejection(EchLab.client(it -> it.ech(EchLab.configs(EchLab.key(7)))), server);
        assertThat(EchConfigList.of(failure.retryConfigs().orElseThrow())).isEqualTo(EchLab.configs(EchLab.OTHER));
    }

    @Test
    void keysAreRotatedWhileTheServerRuns() {
        var keys = new ArrayList<>(List.of(EchLab.KEY));
        var server = EchLab.server(it -> it.echKeys(() -> List.copyOf(keys)));
        accepts(EchLab.client(_ -> {}), server, _ -> {});
        keys.set(0, EchLab.OTHER);
        assertThat(rejection(EchLab.client(_ -> {}), server).reason()).isEqualTo(ECH_REJECTED);
    }

    /** Two keys under one id are tried in turn; all keys, if ids are ignored. RFC 9849 section 7.1. */
    @Test
    void keysAreTried() {
        var twin = EchLab.key(7);
        accepts(EchLab.client(_ -> {}), EchLab.server(it -> it.echKeys(EchKeys.of(twin, EchLab.KEY))), _ -> {});
        var hidden = new EchKey(withId(EchLab.KEY, 99), EchLab.KEY.key(), true);
        var client = EchLab.client(it -> it.ech(EchLab.configs(EchLab.OTHER)));
        assertThat(hidden.fits(Cryptography.jdk())).isTrue();
        var server = EchLab.server(it -> it.echKeys(EchKeys.ignoringIds(EchKeys.of(hidden, EchLab.OTHER))));
        accepts(client, server, _ -> {});
    }

    private static dev.parley.ech.EchConfig withId(EchKey key, int id) {
        var contents = key.config().contents();
        var was = contents.keyConfig();
        return dev.parley.ech.EchConfig.of(new dev.parley.ech.EchContents(
            new dev.parley.ech.HpkeKeyConfig(id, was.kem(), was.publicKey(), was.suites()),
            contents.maximumNameLength(), contents.publicName(), contents.extensions()));
    }

    /** Nobody but the client knows that there is nothing inside. RFC 9849 section 6.2. */
    @ParameterizedTest
    @MethodSource("rejecting")
    void grease(ProtocolVersion version, boolean retries) {
        var seen = new Seen();
        var client = Sides.client(it -> it.ech(policy -> policy.grease(true))).observing(() -> seen);
        var server = EchLab.server(
            it -> it.versions(version).groups(retries ? NamedGroup.SECP256R1 : NamedGroup.X25519));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().ech()).isEqualTo(EchFate.GREASE);
            assertThat(pair.server.facts().orElseThrow().ech()).isEqualTo(EchFate.REJECTED);
            pair.exchange();
        }
        assertThat(seen.visible.stream().map(it -> it.extensions().offered(EncryptedClientHello.IT)).distinct())
            .as("the same in both hellos").hasSize(1);
    }

    /** A server behind one that opens hellos. RFC 9849 section 7.2. */
    @Test
    void backend() {
        var client = Sides.client(_ -> {});
        var server = EchLab.retrying(it -> it.ech(policy -> policy.backend(true).keys(EchKeys.NONE)));
        try (var duel = Duel.of(server, client,
            BadExtensions.offer(EncryptedClientHello.IT, new EncryptedClientHello.Inner()))) {
            assertThat(duel.failure()).isEmpty();
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
            failure(BAD_INNER_HELLO, BadEch::innerHelloWithTls12),
            failure(BAD_INNER_HELLO, BadEch::innerHelloWithoutVersions),
            failure(BAD_INNER_HELLO, BadEch::innerHelloThatDoesNotSaySo),
            failure(BAD_INNER_HELLO, BadEch::innerHelloThatHidesAnother),
            failure(BAD_INNER_HELLO, BadEch::paddingThatIsNotZero),
            failure(BAD_INNER_HELLO, BadEch::secondHiddenHelloWithPadding),
            failure(MALFORMED_MESSAGE, BadEch::innerHelloCutShort),
            failure(FORBIDDEN_VALUE, BadEch::innerHelloOfAnUnknownType),
            failure(BAD_OUTER_REFERENCE, BadEch::referenceToWhatIsNotThere),
            failure(BAD_OUTER_REFERENCE, BadEch::referenceTwice),
            failure(BAD_OUTER_REFERENCE, BadEch::referencesInAnotherOrder),
            failure(BAD_OUTER_REFERENCE, BadEch::referenceToItself),
            failure(BAD_OUTER_REFERENCE, BadEch::referenceToWhatIsThereAlready),
            failure(ECH_CHANGED_AFTER_RETRY, BadEch::secondHelloWithAnotherId),
            failure(ECH_CHANGED_AFTER_RETRY, BadEch::secondHelloWithAnotherSuite),
            failure(ECH_CHANGED_AFTER_RETRY, BadEch::secondHelloWithAnotherKey),
            failure(ECH_CHANGED_AFTER_RETRY, BadEch::secondHelloOfTypeInner),
            failure(MISSING_REQUIRED_EXTENSION, BadEch::secondHelloThatHidesNothing));
    }

    private static Arguments failure(Reason reason, Supplier<HandshakeFailure> provocation) {
        return Arguments.of(reason, provocation);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyRuleIsKept(Reason reason, Supplier<HandshakeFailure> provocation) {
        var failure = provocation.get();
        assertThat(failure.reason()).as(failure.account()).isEqualTo(reason);
    }

    /** Retry configurations in answer to a hidden hello, and such as do not parse. RFC 9849 sections 5 and 6.1.6. */
    @Test
    void wrongAnswersAreRefused() {
        var configs = new EncryptedClientHello.RetryConfigs(EchLab.configs(EchLab.KEY));
        var unasked = Tamper.message(EncryptedExtensions.class, it -> new EncryptedExtensions(it.extensions()
            .with(EncryptedClientHello.IT, dev.parley.extension.Place.ENCRYPTED_EXTENSIONS, configs)));
        assertThat(Duel.of(EchLab.client(_ -> {}), EchLab.server(_ -> {}), unasked).lost().reason())
            .isEqualTo(Reason.UNSOLICITED_EXTENSION);
        var broken = Tamper.bytes(EncryptedExtensions.class, bytes -> {
            var altered = bytes.toArray();
            altered[altered.length - 1] ^= 1; // the extensions of the last configuration have no end
            return Bytes.own(altered);
        });
        for (var client : List.of(EchLab.client(_ -> {}), Sides.client(it -> it.ech(policy -> policy.grease(true)))))
            assertThat(Duel.of(client, EchLab.server(it -> it.echKeys(EchKeys.of(EchLab.OTHER))), broken).lost()
                .reason()).isEqualTo(MALFORMED_MESSAGE);
    }
}
