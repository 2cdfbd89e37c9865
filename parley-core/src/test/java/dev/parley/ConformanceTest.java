package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.ClientAuth;
import dev.parley.credential.Trust;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.ServerName;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What BoringSSL's protocol suite has found, so that the ordinary test run keeps it. */
@ExtendWith(NoSecretIsLeft.class)
class ConformanceTest {
    /** Collects the answers of a server to a hello. */
    private static final class Answers implements Observer {
        final List<ExtensionBlock> heard = new ArrayList<>();

        @Override
        public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
            if (message instanceof ServerHello hello) heard.add(hello.extensions());
            if (message instanceof EncryptedExtensions extensions) heard.add(extensions.extensions());
        }
    }

    /** RFC 6066 section 3. */
    @ParameterizedTest
    @EnumSource(names = {"TLS13", "TLS12_ECDHE"})
    void aServerDoesNotHeedTheNameAgainWhenASessionGoesOn(Sides.Kind kind) {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system());
        var server = kind.server(it -> it.sessions(sessions));
        var client = kind.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4)));
        assertThat(heedsName(client, server, false)).isTrue();
        assertThat(heedsName(client, server, true)).isFalse();
    }

    private static boolean heedsName(Tls client, Tls server, boolean resumes) {
        var answers = new Answers();
        try (var pair = Pair.of(client.observing(() -> answers), server)) {
            assertThat(pair.client.facts().orElseThrow().resumed()).isEqualTo(resumes);
        }
        return answers.heard.stream().anyMatch(block -> block.has(ServerName.IT));
    }

    /** A client without a certificate, where one is only wished for, may come back. */
    @ParameterizedTest
    @EnumSource(names = {"TLS13", "TLS12_ECDHE"})
    void aSessionWithoutTheCertificateThatWasOnlyWantedGoesOn(Sides.Kind kind) {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system());
        var server = kind.server(it -> it.sessions(sessions).clientAuth(ClientAuth.WANT));
        var client = kind.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4)));
        Pair.of(client, server).close();
        try (var again = Pair.of(client, server)) {
            assertThat(again.server.facts().orElseThrow().resumed()).isTrue();
        }
    }

    /** RFC 9846 section 5.4: content, type and padding count together. */
    @Test
    void paddingThatMakesARecordTooLongIsRefused() {
        assertThat(BadRecords.client(Sides.Kind.TLS13, padded(1 << 14)).reason()).isEqualTo(Reason.RECORD_TOO_LONG);
    }

    private static Tamper padded(int padding) {
        return Tamper.before(EncryptedExtensions.class,
            new Sent.Record(22, Bytes.join(Bytes.ofHex("0800000200000016"), Bytes.own(new byte[padding]))));
    }

    /** RFC 7507 section 3: the server that could do better says so, even if there is nothing left in common. */
    @Test
    void aFallbackToAVersionThatTheServerDoesNotSpeakIsCalledAFallback() {
        var failure = BadRecords.server(Sides.Kind.TLS12_ECDHE, Tamper.message(ClientHello.class,
            it -> new ClientHello(ProtocolVersion.TLS_1_1, it.random(), it.legacySessionId(),
                List.of(it.cipherSuites().getFirst(), CipherSuite.FALLBACK_SCSV), it.legacyCompressionMethods(),
                it.extensions())));
        assertThat(failure.reason()).isEqualTo(Reason.INAPPROPRIATE_FALLBACK_TRIED);
    }

    /** RFC 9846 section 5.1. */
    @Test
    void onlyTheFirstHelloWearsAnOldVersion() {
        try (var client = Sides.Kind.TLS13_RETRY.client().open(Sides.HOST);
            var server = Sides.Kind.TLS13_RETRY.server().open()) {
            var first = drained(client);
            assertThat(first.slice(0, 3)).isEqualTo(Bytes.ofHex("160301"));
            server.feed(ByteBuffer.wrap(first.toArray()), ByteBuffer.allocate(0));
            var retry = drained(server);
            assertThat(retry.slice(0, 3)).isEqualTo(Bytes.ofHex("160303"));
            client.feed(ByteBuffer.wrap(retry.toArray()), ByteBuffer.allocate(0));
            var second = drained(client);
            assertThat(second.slice(0, 6)).isEqualTo(Bytes.ofHex("140303000101"));
            assertThat(second.slice(6, 9)).isEqualTo(Bytes.ofHex("160303"));
        }
    }

    private static Bytes drained(Connection connection) {
        var net = ByteBuffer.allocate(1 << 16);
        connection.drain(net);
        return Bytes.copyOf(net.flip());
    }

    /** RFC 9846 section 4.5.1.2: whoever is trusted, and by whom, a key that may not sign proves nothing. */
    @ParameterizedTest
    @EnumSource(names = {"TLS13", "TLS13_MUTUAL", "TLS12_MUTUAL"})
    void aKeyThatMayNotSignIsRefusedWhateverTheTrustSays(Sides.Kind kind) {
        var chain = Sides.server(Spec.server(Sides.HOST).key(KeyKind.P256).uses(Spec.Use.KEY_AGREEMENT)).chain();
        boolean client = kind != Sides.Kind.TLS13;
        var honest = client ? kind.server(it -> it.trust(Trust.insecure()))
            : kind.client(it -> it.trust(Trust.insecure()));
        var rogue = client ? kind.client(it -> it.trust(Trust.insecure())) : kind.server();
        var failure = Duel.of(honest, rogue, showing(chain)).lost();
        assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED_CERTIFICATE_KEY);
    }

    private static Tamper showing(List<Bytes> chain) {
        return sent -> sent instanceof Sent.Message message ? switch (message.message()) {
            case Certificate13 shown -> List.of(message.with(new Certificate13(shown.certificateRequestContext(),
                chain.stream().map(one -> new Certificate13.Entry(one, ExtensionBlock.EMPTY)).toList())));
            case Certificate12 _ -> List.of(message.with(new Certificate12(chain)));
            default -> List.of(sent);
        } : List.of(sent);
    }

    /** RFC 9846 section 6: a level is one of two. */
    @Test
    void anAlertOfAnUnknownLevelIsAForbiddenValue() {
        var failure = Duel.connected(Sides.Kind.TLS13.server(), Sides.Kind.TLS13.client())
            .put(new Sent.Record(21, Bytes.ofHex("420a"))).lost();
        assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN_VALUE);
    }

    /** A side may sign with what it does not accept. */
    @ParameterizedTest
    @EnumSource(names = {"TLS13", "TLS12_ECDHE"})
    void aServerSignsWithWhatItWouldNotAccept(Sides.Kind kind) {
        var ecdsa = SignatureScheme.ECDSA_SECP256R1_SHA256;
        var server = kind.server(
            it -> it.schemes(SignatureScheme.RSA_PSS_RSAE_SHA256).signingSchemes(List.of(ecdsa)));
        try (var pair = Pair.of(kind.client(), server)) {
            assertThat(pair.client.facts().orElseThrow().serverScheme()).contains(ecdsa);
        }
    }

    /** RFC 5246 section 7.4.4: the list of a CertificateRequest is never empty. */
    @Test
    void aRequestThatNoClientOfTls12CouldAnswerIsNotMade() {
        var server = Sides.Kind.TLS12_MUTUAL.server(it -> it.schemes(SignatureScheme.MLDSA44)
            .signingSchemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256)));
        var failure = Duel.of(server, Sides.Kind.TLS12_MUTUAL.client(), Tamper.NOT).lost();
        assertThat(failure.reason()).isEqualTo(Reason.NO_COMMON_SIGNATURE_SCHEME);
    }

    /** RFC 9846 appendix E.3: a server that took the session cannot have forgotten TLS 1.3 since. */
    @Test
    void tls12AfterEarlyDataIsRefused() {
        var kept = ClientSessions.inMemory(1 << 20, 4);
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).earlyData(1024);
        var client = Sides.client(it -> it.sessions(kept));
        Pair.of(client, Sides.server(it -> it.sessions(sessions))).close();
        var failure = Duel.early(client, Sides.server(it -> it.versions(ProtocolVersion.TLS_1_2)), Tamper.NOT).lost();
        assertThat(failure.reason()).isEqualTo(Reason.SERVER_VERSION_TOO_OLD);
    }

    /** Alerts between them do not make empty records less empty. */
    @Test
    void emptyRecordsBetweenWarningsAreCounted() {
        var empty = new Sent.Record(23, Bytes.EMPTY);
        var warning = new Sent.Record(21, Bytes.ofHex("0164"));
        var sent = new ArrayList<Sent>(java.util.Collections.nCopies(30, empty));
        sent.addAll(List.of(warning, empty, warning, empty, warning, empty));
        var failure =
            Duel.connected(Sides.Kind.TLS12_ECDHE.server(), Sides.Kind.TLS12_ECDHE.client())
                .put(sent.toArray(Sent[]::new)).lost();
        assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_EMPTY_RECORDS);
    }

    /** RFC 5246 section 7.4.6. */
    @Test
    void aCertificateOfATypeThatWasNotAskedForIsNotShown() {
        var server = Sides.Kind.TLS12_MUTUAL.server(it -> it.clientAuth(ClientAuth.WANT));
        var onlyRsa = Tamper.message(CertificateRequest12.class,
            it -> new CertificateRequest12(List.of(CertificateRequest12.RSA_SIGN), it.supportedSignatureAlgorithms(),
                it.certificateAuthorities()));
        try (var duel = Duel.of(Sides.Kind.TLS12_MUTUAL.client(), server, onlyRsa)) {
            assertThat(duel.failure()).isEmpty();
            assertThat(duel.honest.facts().orElseThrow().localChain()).isEmpty();
        }
    }

    /** A suite that nobody here knows has no key exchange that could be asked for. */
    @Test
    void aHelloWithSuitesThatAreNotSpokenHasNothingInCommon() {
        var tripleDes = List.of(new CipherSuite(0x000A));
        var failure = BadRecords.server(Sides.Kind.TLS12_ECDHE, Tamper.message(ClientHello.class,
            it -> new ClientHello(it.legacyVersion(), it.random(), it.legacySessionId(), tripleDes,
                it.legacyCompressionMethods(), it.extensions())));
        assertThat(failure.reason()).isEqualTo(Reason.NO_COMMON_SUITE);
    }
}
