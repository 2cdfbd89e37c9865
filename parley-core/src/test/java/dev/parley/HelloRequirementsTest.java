package dev.parley;

import static dev.parley.Sides.Kind.TLS12_DHE;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_MUTUAL;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_MUTUAL;
import static dev.parley.Sides.Kind.TLS13_RETRY;
import static dev.parley.failure.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.Cookie;
import dev.parley.extension.EcPointFormats;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.MaxFragmentLength;
import dev.parley.extension.OidFilters;
import dev.parley.extension.Place;
import dev.parley.extension.RecordSizeLimit;
import dev.parley.extension.RenegotiationInfo;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.NewSessionTicket13;
import dev.parley.message.ServerHello;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the RFCs demand of hellos and what they carry, where no other test shows it. */
@ExtendWith(NoSecretIsLeft.class)
class HelloRequirementsTest {
    private static final int GREASE = 0xDADA;

    private final Taps client = new Taps();
    private final Taps server = new Taps();

    private static Reason reason(HandshakeFailure failure) {
        return failure.reason();
    }

    private static Tamper helloOf(ProtocolVersion legacy, UnaryOperator<ExtensionBlock> change) {
        return Tamper.message(ClientHello.class, it -> new ClientHello(legacy, it.random(), it.legacySessionId(),
            it.cipherSuites(), it.legacyCompressionMethods(), change.apply(it.extensions())));
    }

    private static Tamper answers(UnaryOperator<ExtensionBlock> change) {
        return Tamper.message(EncryptedExtensions.class, it -> new EncryptedExtensions(change.apply(it.extensions())));
    }

    private static Tamper hello(UnaryOperator<ServerHello> change) {
        return Tamper.message(ServerHello.class, change);
    }

    private static void goesWell(Tls honest, Tls other, Tamper tamper) {
        try (var duel = Duel.of(honest, other, tamper)) {
            assertThat(duel.failure()).isEmpty();
            assertThat(duel.honest.isConnected()).isTrue();
        }
    }

    /** RFC 9846 section 4.2.2. */
    @Test
    void aHelloOfTls13WithAnotherLegacyVersionIsRefused() {
        for (int version : new int[]{0x0301, 0x0304, 0x1234})
            assertThat(reason(BadRecords.server(TLS13, helloOf(new ProtocolVersion(version), it -> it))))
                .isEqualTo(WRONG_LEGACY_VERSION);
    }

    /** RFC 9846 sections 4.3.1 and E.2. */
    @Test
    void withoutSupportedVersionsTheOldFieldCounts() {
        UnaryOperator<ExtensionBlock> without = it -> it.without(SupportedVersions.IT);
        goesWell(TLS12_ECDHE.server(), TLS12_ECDHE.client(), helloOf(ProtocolVersion.TLS_1_3, without));
        assertThat(reason(BadRecords.server(TLS12_ECDHE, helloOf(ProtocolVersion.TLS_1_1, without))))
            .isEqualTo(NO_COMMON_VERSION);
    }

    /** RFC 9846 section 9.2. */
    @Test
    void groupsAndSharesComeTogether() {
        assertThat(reason(BadRecords.server(TLS13, BadExtensions.offer(it -> it.without(KeyShare.IT)))))
            .isEqualTo(MISSING_REQUIRED_EXTENSION);
        var key = ExternalPsk.of("who", new byte[32]);
        assertThat(Duel.of(TLS13.server(it -> it.pskOnly(true).externalPsks(key)), TLS13.client(it -> it
            .pskOnly(true).externalPsks(key)), BadExtensions.offer(it -> it.without(KeyShare.IT))).lost().reason())
            .isEqualTo(MISSING_REQUIRED_EXTENSION);
    }

    /** RFC 9846 sections 4.3.7 and 4.3.8. */
    @Test
    void sharesComeOnceAndInTheOrderOfTheGroups() {
        var both = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        var unordered = client.on(Sides.client(it -> it
            .groups(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.X25519)
            .keyShares(NamedGroup.SECP256R1, NamedGroup.X25519, NamedGroup.SECP256R1)));
        assertThat(unordered.config().groups()).isEqualTo(both);
        Pair.of(unordered, TLS13.server()).close();
        assertThat(client.said(ClientHello.class).getFirst().extensions().offered(KeyShare.IT).orElseThrow().shares())
            .extracting(KeyShare.Entry::group).isEqualTo(both);
    }

    /** RFC 9846 appendix E.4: the client decides about it. */
    @Test
    void aServerLooksLikeTls12IfTheClientWantsIt() {
        Pair.of(TLS13.client(), server.on(TLS13.server(it -> it.compatibility(false)))).close();
        assertThat(server.written).extracting(Taps.Written::type).containsOnlyOnce(20);
        Pair.of(client.on(TLS13.client()), TLS13.server()).close();
        assertThat(client.written).as("and so does the client").extracting(Taps.Written::type).containsOnlyOnce(20);
        server.written.clear();
        Pair.of(TLS13.client(it -> it.compatibility(false)), server.on(TLS13.server())).close();
        assertThat(server.written).extracting(Taps.Written::type).doesNotContain(20);
    }

    /** RFC 9846 section 4.3.2. */
    @Test
    void noCookieIsInAFirstHello() {
        var again = client.on(TLS13_RETRY.client());
        for (int i = 0; i < 2; i++) Pair.of(again, TLS13_RETRY.server()).close();
        assertThat(client.said(ClientHello.class)).extracting(it -> it.extensions().has(Cookie.IT))
            .containsExactly(false, true, false, true);
    }

    /** RFC 9846 sections 4.3.5, 4.4.2 and 9.3; RFC 8701 section 4.2. */
    @Test
    void whatAClientDoesNotKnowInARequestIsPassedOver() {
        var filters = new OidFilters.Filters(
            List.of(new OidFilters.Filter(Bytes.ofHex("060355041d"), Bytes.EMPTY)));
        goesWell(TLS13_MUTUAL.client(), TLS13_MUTUAL.server(), Tamper.message(CertificateRequest13.class, it -> {
            var entries = new java.util.ArrayList<>(it.extensions().entries());
            entries.add(new ExtensionBlock.Entry(GREASE, Bytes.EMPTY, Bytes.EMPTY));
            return new CertificateRequest13(it.certificateRequestContext(),
                new ExtensionBlock(entries).with(OidFilters.IT, Place.CERTIFICATE_REQUEST, filters));
        }));
    }

    @Test
    void aRequestSaysItsSchemes() {
        assertThat(reason(BadRecords.client(TLS13_MUTUAL, Tamper.message(CertificateRequest13.class,
            it -> new CertificateRequest13(it.certificateRequestContext(),
                it.extensions().without(SignatureAlgorithms.IT))))))
            .isEqualTo(MISSING_REQUIRED_EXTENSION);
    }

    /** RFC 9846 section 4.3: in each message those only that are meant for it. */
    @Test
    void extensionsStandWhereTheyMay() {
        var unknown = new ExtensionBlock.Entry(GREASE, Bytes.EMPTY, Bytes.EMPTY);
        var misplaced = new ExtensionBlock.Entry(13, Bytes.ofHex("00020403"), Bytes.EMPTY); // signature_algorithms, was offered
        assertThat(reason(BadRecords.client(TLS13, hello(it -> BadHellos.with(it, and(it.extensions(), unknown))))))
            .isEqualTo(UNSOLICITED_EXTENSION);
        assertThat(reason(BadRecords.client(TLS13, hello(it -> BadHellos.with(it, and(it.extensions(), misplaced))))))
            .isEqualTo(MISPLACED_EXTENSION);
        var early = new ExtensionBlock.Entry(42, Bytes.EMPTY, Bytes.EMPTY); // early_data
        assertThat(reason(BadRecords.client(TLS13_MUTUAL, Tamper.message(CertificateRequest13.class,
            it -> new CertificateRequest13(it.certificateRequestContext(), and(it.extensions(), early))))))
            .isEqualTo(MISPLACED_EXTENSION);
        var ticket = new NewSessionTicket13(3600, 1, Bytes.of((byte) 1), Bytes.ofText("ticket"),
            and(ExtensionBlock.EMPTY, misplaced));
        assertThat(Duel.connected(TLS13.client(), TLS13.server())
            .put(new Sent.Message(Dialect.TLS13, ticket, Dialect.TLS13.encode(ticket))).lost().reason())
            .isEqualTo(MISPLACED_EXTENSION);
    }

    private static ExtensionBlock and(ExtensionBlock block, ExtensionBlock.Entry more) {
        var entries = new java.util.ArrayList<>(block.entries());
        entries.add(more);
        return new ExtensionBlock(entries);
    }

    /** RFC 9846 section 4.4.2. */
    @Test
    void aContinuedSessionAsksForNoCertificateAgain() {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system());
        var asking = server.on(TLS13_MUTUAL.server(it -> it.sessions(sessions)));
        var coming = TLS13_MUTUAL.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4)));
        Pair.of(coming, asking).close();
        assertThat(server.said(CertificateRequest13.class)).hasSize(1);
        try (var pair = Pair.of(coming, asking)) {
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
            assertThat(pair.server.facts().orElseThrow().peerChain()).isNotEmpty();
        }
        assertThat(server.said(CertificateRequest13.class)).hasSize(1);
    }

    /** RFC 8701 section 3.1. */
    @Test
    void aClientRefusesGreaseThatWasChosen() {
        assertThat(reason(BadRecords.client(TLS13, hello(it -> new ServerHello(it.legacyVersion(), it.random(),
            it.legacySessionIdEcho(), new CipherSuite(GREASE), 0, it.extensions())))))
            .isEqualTo(SERVER_CHOSE_UNOFFERED_SUITE);
        assertThat(reason(BadRecords.client(TLS13, hello(it -> BadHellos.with(it, it.extensions()
            .without(SupportedVersions.IT)
            .with(SupportedVersions.IT, Place.SERVER_HELLO_13, new ProtocolVersion(GREASE)))))))
            .isEqualTo(SERVER_CHOSE_UNOFFERED_VERSION);
        assertThat(reason(BadRecords.client(TLS13, hello(it -> BadHellos.with(it, it.extensions()
            .without(KeyShare.IT).with(KeyShare.IT, Place.SERVER_HELLO_13, new KeyShare.Share(
                new KeyShare.Entry(new NamedGroup(GREASE), Bytes.of((byte) 0)))))))))
            .isEqualTo(SERVER_CHOSE_UNOFFERED_GROUP);
        assertThat(reason(BadRecords.client(TLS13, answers(it -> new ExtensionBlock(
            List.of(new ExtensionBlock.Entry(GREASE, Bytes.EMPTY, Bytes.EMPTY)))))))
            .isEqualTo(UNSOLICITED_EXTENSION);
    }

    /** RFC 8701 sections 3.1 and 4.1. */
    @Test
    void nobodySignsWithGrease() {
        var grease = Tamper.message(CertificateVerify.class,
            it -> new CertificateVerify(new SignatureScheme(GREASE), it.signature()));
        assertThat(reason(BadRecords.client(TLS13, grease))).isEqualTo(SIGNED_WITH_UNOFFERED_SCHEME);
        assertThat(reason(BadRecords.server(TLS13_MUTUAL, grease))).isEqualTo(SIGNED_WITH_UNOFFERED_SCHEME);
        assertThat(reason(BadRecords.server(TLS12_MUTUAL, grease))).isEqualTo(SIGNED_WITH_UNOFFERED_SCHEME);
    }

    /** RFC 9846 section 4.3.11: a key alone, where the client wanted an exchange. */
    @Test
    void aClientThatWantsAnExchangeGetsOne() {
        var key = ExternalPsk.of("who", new byte[32]);
        assertThat(Duel.of(TLS13.client(it -> it.externalPsks(key)), TLS13.server(it -> it.externalPsks(key)),
            hello(it -> BadHellos.with(it, it.extensions().without(KeyShare.IT)))).lost().reason())
            .isEqualTo(SERVER_CHOSE_UNOFFERED_PSK);
    }

    /** RFC 8422 section 5.1.2. */
    @Test
    void uncompressedPointsAreAmongTheFormats() {
        var others = new EcPointFormats.Formats(List.of(1, 2));
        assertThat(reason(BadRecords.server(TLS12_ECDHE, BadExtensions.offer(EcPointFormats.IT, others))))
            .isEqualTo(FORBIDDEN_VALUE);
        assertThat(reason(BadRecords.client(TLS12_ECDHE, hello(it -> BadHellos.with(it, it.extensions()
            .without(EcPointFormats.IT).with(EcPointFormats.IT, Place.SERVER_HELLO_12, others))))))
            .isEqualTo(FORBIDDEN_VALUE);
    }

    /** RFC 5746 sections 3.4 and 3.6: the extension is sent, the signal suffices, and the answer must be empty. */
    @Test
    void renegotiationIsRuledOutInEveryWay() {
        Pair.of(client.on(TLS12_ECDHE.client()), TLS12_ECDHE.server()).close();
        assertThat(client.said(ClientHello.class).getFirst().extensions().offered(RenegotiationInfo.IT))
            .contains(Bytes.EMPTY);

        var signal = Tamper.message(ClientHello.class, it -> new ClientHello(it.legacyVersion(), it.random(),
            it.legacySessionId(), List.of(it.cipherSuites().getFirst(), CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV),
            it.legacyCompressionMethods(), it.extensions().without(RenegotiationInfo.IT)));
        goesWell(server.on(TLS12_ECDHE.server()), TLS12_ECDHE.client(), signal);
        assertThat(server.said(ServerHello.class).getFirst().extensions().answered(RenegotiationInfo.IT))
            .contains(Bytes.EMPTY);

        assertThat(reason(BadRecords.client(TLS12_ECDHE, hello(it -> BadHellos.with(it, it.extensions()
            .without(RenegotiationInfo.IT)
            .with(RenegotiationInfo.IT, Place.SERVER_HELLO_12, Bytes.ofText("finished")))))))
            .isEqualTo(BAD_RENEGOTIATION_INFO);
    }

    /** RFC 7627 section 5.4. */
    @Test
    void nothingIsExportedWithoutExtendedMainSecret() {
        try (var pair = Pair.of(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
            pair.client.export("EXPORTER-test", new byte[0], 32).close();
        }
        var without = BadExtensions.offer(it -> it.without(ExtendedMainSecret.IT));
        try (var duel = Duel.of(TLS12_ECDHE.server(), TLS12_ECDHE.client(), without)) {
            assertThat(duel.honest.facts().orElseThrow().extendedMainSecret()).isFalse();
            assertThatThrownBy(() -> duel.honest.export("EXPORTER-test", new byte[0], 32))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("RFC 7627");
        }
    }

    /** RFC 8449 sections 4 and 5, RFC 6066 section 4. */
    @Test
    void recordSizes() {
        goesWell(TLS13.server(), TLS13.client(it -> it.recordSizeLimit(1000)),
            BadExtensions.offer(RecordSizeLimit.IT, new RecordSizeLimit.Limit(0xFFFF)));
        assertThat(reason(BadRecords.server(TLS12_ECDHE,
            BadExtensions.offer(MaxFragmentLength.IT, new MaxFragmentLength.Length(9)))))
            .isEqualTo(BAD_MAX_FRAGMENT_LENGTH);
        assertThat(Duel.of(TLS13.client(it -> it.recordSizeLimit(1000).maxFragmentLength(512)), TLS13.server(),
            answers(it -> it.with(MaxFragmentLength.IT, Place.ENCRYPTED_EXTENSIONS, new MaxFragmentLength.Length(1))))
            .lost().reason()).isEqualTo(BAD_MAX_FRAGMENT_LENGTH);
    }

    /** RFC 9846 section 4.3.3: RSASSA-PSS in TLS 1.2, too. */
    @Test
    void pssSignsInTls12() {
        try (var pair = Pair.of(TLS12_DHE.client(it -> it.schemes(SignatureScheme.RSA_PSS_RSAE_SHA256)
            .certificateSchemes(List.of(SignatureScheme.ECDSA_SECP256R1_SHA256))), TLS12_DHE.server())) {
            assertThat(pair.client.facts().orElseThrow().serverScheme())
                .contains(SignatureScheme.RSA_PSS_RSAE_SHA256);
        }
    }

    /** RFC 7918 section 5.1: not with CBC. */
    @Test
    void noFalseStartUnderAWeakCipher() {
        Consumer<TlsSettings> cbc = it -> it.versions(ProtocolVersion.TLS_1_2)
            .suites(CipherSuite.ALL_12.stream().filter(suite -> suite.name().equals(
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")).toList());
        try (var pair = Pair.begin(Sides.client(cbc.andThen(it -> it.falseStart(true))), Sides.server(cbc))) {
            pair.toServer();
            pair.toClient();
            assertThat(pair.client.mayWrite()).isFalse();
            pair.settle();
            assertThat(pair.client.mayWrite()).isTrue();
        }
    }
}
