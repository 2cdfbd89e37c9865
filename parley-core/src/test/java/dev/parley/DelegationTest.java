package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Credentials;
import dev.parley.credential.Delegation;
import dev.parley.credential.DelegationPem;
import dev.parley.credential.Pem;
import dev.parley.credential.PeerChain;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A certificate's owner lets another key sign for a few days. RFC 9345. */
@ExtendWith(NoSecretIsLeft.class)
class DelegationTest {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Crypto CRYPTO = Cryptography.jdk();
    static final KeyPair PAIR = pair("EC", "secp256r1");
    static final Credential HOLDER = Sides.server(permitting(Spec.server(Sides.HOST)));
    static final Credential OTHER_HOLDER = Sides.server(permitting(Spec.server(Sides.HOST)));
    static final Credential DELEGATE = delegate(HOLDER, PeerChain.Side.SERVER);

    static Spec permitting(Spec spec) {
        return spec.extension(Delegation.DELEGATION_USAGE, false, new byte[]{5, 0});
    }

    private static KeyPair pair(String algorithm, String curve) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (!curve.isEmpty()) generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Delegation issue(Credential holder, PeerChain.Side role, Instant now, Instant until) {
        return Delegation.issue(CRYPTO, holder, role, PAIR.getPublic(), SignatureScheme.ECDSA_SECP256R1_SHA256, now,
            until);
    }

    private static Credential delegate(Credential holder, PeerChain.Side role) {
        return Credential.delegated(holder.chain(), issue(holder, role, NOW, NOW.plus(Duration.ofDays(3))),
            PAIR.getPrivate());
    }

    /** Signed as RFC 9345 section 4 has it, whatever is in it. */
    static Delegation signed(Credential holder, Delegation.Key cred) {
        var algorithm = holder.schemes(true).getFirst();
        var whole = Delegation.WIRE.encode(new Delegation(cred, algorithm, Bytes.EMPTY));
        var content = whole.slice(0, whole.length() - 2);
        var head = (" ".repeat(64) + "TLS, server delegated credentials\0").getBytes(StandardCharsets.US_ASCII);
        return new Delegation(cred, algorithm,
            CRYPTO.sign(algorithm, holder.key(), head, holder.chain().getFirst().toArray(), content.toArray()));
    }

    private static Tls client(Consumer<TlsSettings> more) {
        return Sides.client(it -> more.accept(it.clock(() -> NOW)));
    }

    private static Tls server(Consumer<TlsSettings> more) {
        return Sides.server(it -> more.accept(it.clock(() -> NOW)));
    }

    @Test
    void serverProvesItselfByADelegatedKey() {
        try (var pair = Pair.of(client(it -> it.delegatedCredentials(true)), server(it -> it.credentials(DELEGATE)))) {
            var facts = pair.client.facts().orElseThrow();
            assertThat(facts.peerChain()).isEqualTo(HOLDER.chain());
            assertThat(facts.serverScheme()).contains(SignatureScheme.ECDSA_SECP256R1_SHA256);
            assertThat(facts.peerDelegatedUntil()).hasValueSatisfying(it -> assertThat(it).isAfter(NOW)
                .isBeforeOrEqualTo(NOW.plus(Duration.ofDays(3))));
            assertThat(pair.server.facts().orElseThrow().peerDelegatedUntil()).isEmpty();
            pair.exchange();
        }
    }

    @Test
    void clientProvesItselfByADelegatedKey() {
        var holder = Sides.server(permitting(Spec.client("somebody").key(KeyKind.RSA_2048)));
        var delegate = delegate(holder, PeerChain.Side.CLIENT);
        var server = server(it -> it.delegatedCredentials(true).clientAuth(ClientAuth.NEED));
        try (var pair = Pair.of(client(it -> it.credentials(delegate)), server)) {
            var facts = pair.server.facts().orElseThrow();
            assertThat(facts.peerChain()).isEqualTo(holder.chain());
            assertThat(facts.clientScheme()).contains(SignatureScheme.ECDSA_SECP256R1_SHA256);
            assertThat(facts.peerDelegatedUntil()).isPresent();
            assertThat(pair.client.facts().orElseThrow().peerDelegatedUntil()).isEmpty();
        }
    }

    /** Whoever takes no delegated keys, or none with this scheme, gets the certificate's own signature. */
    @Test
    void othersGetTheCertificateItself() {
        var server = server(it -> it.credentials(DELEGATE, Sides.RSA));
        for (Consumer<TlsSettings> settings : List.<Consumer<TlsSettings>>of(it -> {},
            it -> it.delegatedCredentials(true).schemes(SignatureScheme.ED25519, SignatureScheme.RSA_PSS_RSAE_SHA256),
            it -> it.delegatedCredentials(true).versions(ProtocolVersion.TLS_1_2)))
            try (var pair = Pair.of(client(settings), server)) {
                assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo(Sides.RSA.chain());
                assertThat(pair.client.facts().orElseThrow().peerDelegatedUntil()).isEmpty();
            }
    }

    /** RFC 9345 sections 4.1.1 and 4.1.2: TLS 1.2 has none, though the hello offers it for TLS 1.3. */
    @Test
    void tls12PassesItOver() {
        var server = server(it -> it.credentials(DELEGATE, Sides.RSA).delegatedCredentials(true)
            .clientAuth(ClientAuth.NEED).versions(ProtocolVersion.TLS_1_2));
        var delegate = delegate(Sides.server(permitting(Spec.client("somebody"))), PeerChain.Side.CLIENT);
        try (var pair =
            Pair.of(client(it -> it.delegatedCredentials(true).credentials(delegate, Sides.CLIENT)), server)) {
            assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo(Sides.RSA.chain());
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(Sides.CLIENT.chain());
        }
    }

    /** RFC 9345 section 4.1.2, MUST 3. */
    @Test
    void clientShowsNoneToAServerThatTakesNone() {
        var delegate = delegate(Sides.server(permitting(Spec.client("somebody"))), PeerChain.Side.CLIENT);
        var server = server(it -> it.clientAuth(ClientAuth.NEED));
        try (var pair = Pair.of(client(it -> it.credentials(delegate, Sides.CLIENT)), server)) {
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(Sides.CLIENT.chain());
        }
    }

    @Test
    void oneThatHasEndedIsNotShown() {
        var late = NOW.plus(Duration.ofDays(4));
        var server = server(it -> it.credentials(DELEGATE, Sides.EC).clock(() -> late));
        try (var pair = Pair.of(client(it -> it.delegatedCredentials(true)), server)) {
            assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo(Sides.EC.chain());
        }
    }

    /** RFC 9345 section 7.4: a session is over when the key is by which it began. */
    @Test
    void sessionEndsWithTheKey() {
        var hours = Credential.delegated(HOLDER.chain(),
            issue(HOLDER, PeerChain.Side.SERVER, NOW, NOW.plusSeconds(7200)), PAIR.getPrivate());
        var now = new Instant[]{NOW};
        var client = Sides.client(it -> it.delegatedCredentials(true).clock(() -> now[0])
            .sessions(ClientSessions.inMemory(1 << 20, 4, () -> now[0])));
        var server = Sides.server(it -> it.credentials(hours, Sides.EC).clock(() -> now[0])
            .sessions(ServerSessions.standard(CRYPTO, () -> now[0])));
        for (var wanted : List.of(Optional.of(false), Optional.of(true)))
            try (var pair = Pair.of(client, server)) {
                assertThat(pair.client.facts().orElseThrow().resumed()).isEqualTo(wanted.orElseThrow());
            }
        now[0] = NOW.plusSeconds(7201);
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().resumed()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String what, Supplier<HandshakeFailure> provocation, Reason reason) {
        assertThat(provocation.get().reason()).isEqualTo(reason);
    }

    static Stream<Arguments> isRefused() {
        return Stream.of(
            refused("never asked for", BadDelegations::neverAskedFor, Reason.UNSOLICITED_DELEGATION),
            refused("never asked for by a server", BadDelegations::neverAskedForByAServer,
                Reason.UNSOLICITED_DELEGATION),
            refused("no DelegationUsage", BadDelegations::certificateThatDoesNotPermitIt,
                Reason.DELEGATION_NOT_PERMITTED),
            refused("no digitalSignature", BadDelegations::certificateForDecryption, Reason.DELEGATION_NOT_PERMITTED),
            refused("ended", BadDelegations::endedAnHourAgo, Reason.DELEGATION_OUT_OF_TIME),
            refused("longer than seven days", BadDelegations::endsInThreeWeeks, Reason.DELEGATION_OUT_OF_TIME),
            refused("signed by another certificate", BadDelegations::signedBySomebodyElse, Reason.BAD_DELEGATION),
            refused("signed for clients", BadDelegations::signedForTheOtherRole, Reason.BAD_DELEGATION),
            refused("made longer", BadDelegations::prolonged, Reason.BAD_DELEGATION),
            refused("signed with SHA-1", BadDelegations::signedWithAnUnofferedScheme, Reason.BAD_DELEGATION),
            refused("for plain RSA", BadDelegations::forAnUnofferedScheme, Reason.BAD_DELEGATION),
            refused("key of no kind", BadDelegations::keyOfNoKind, Reason.BAD_DELEGATION),
            refused("client's key for servers", BadDelegations::clientsKeyDelegatedForServers, Reason.BAD_DELEGATION),
            refused("handshake signed by the certificate", BadDelegations::handshakeSignedByTheCertificate,
                Reason.BAD_SIGNATURE),
            refused("handshake signed with another scheme", BadDelegations::handshakeSignedWithAnotherScheme,
                Reason.SIGNED_WITH_UNOFFERED_SCHEME));
    }

    private static Arguments refused(String what, Supplier<HandshakeFailure> provocation, Reason reason) {
        return arguments(what, provocation, reason);
    }

    @Test
    void onlyACertificateThatPermitsItDelegates() {
        assertThatThrownBy(() -> issue(Sides.EC, PeerChain.Side.SERVER, NOW, NOW.plusSeconds(60)))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("DelegationUsage");
        var rsa = pair("RSA", "");
        assertThatThrownBy(() -> Delegation.issue(CRYPTO, HOLDER, PeerChain.Side.SERVER, rsa.getPublic(),
            SignatureScheme.RSA_PSS_RSAE_SHA256, NOW, NOW.plusSeconds(60)))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("rsa_pss_rsae_sha256");
        assertThatThrownBy(() -> issue(HOLDER, PeerChain.Side.SERVER, NOW, NOW.minusSeconds(60)))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("over");
        var longest = issue(HOLDER, PeerChain.Side.SERVER, NOW, NOW.plus(Duration.ofDays(1000)));
        assertThat(longest.until(HOLDER.certificates().getFirst())).isBeforeOrEqualTo(NOW.plus(Delegation.LONGEST));
        var brief = Sides.server(permitting(Spec.server(Sides.HOST).valid(Duration.ofDays(-1), Duration.ofDays(2))));
        assertThat(issue(brief, PeerChain.Side.SERVER, NOW, NOW.plus(Duration.ofDays(5)))
            .until(brief.certificates().getFirst())).isBeforeOrEqualTo(
                brief.certificates().getFirst().getNotAfter().toInstant());
    }

    @Test
    void keysAndCertificatesMustBelongTogether() {
        var delegation = DELEGATE.delegation().orElseThrow();
        assertThatThrownBy(() -> Credential.delegated(HOLDER.chain(), delegation,
            pair("EC", "secp256r1").getPrivate())).isInstanceOf(CredentialFailure.class);
    }

    @Test
    void isKeptInAFile(@TempDir Path folder) throws Exception {
        var chain = Files.writeString(folder.resolve("chain.pem"), Pem.write(HOLDER.certificates()));
        var file = Files.writeString(folder.resolve("delegated.pem"),
            DelegationPem.write(DELEGATE.delegation().orElseThrow(), PAIR.getPrivate()));
        var credentials = Credentials.delegated(CRYPTO, PeerChain.Side.SERVER, chain, file);
        try (var pair =
            Pair.of(client(it -> it.delegatedCredentials(true)), server(it -> it.credentials(credentials)))) {
            pair.exchange();
        }
        assertThatThrownBy(() -> Credentials.delegated(CRYPTO, PeerChain.Side.SERVER, chain, chain))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("DELEGATED CREDENTIAL");
        assertThatThrownBy(() -> Credentials.delegated(CRYPTO, PeerChain.Side.CLIENT, chain, file))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("other role");
        var other = Files.writeString(folder.resolve("other.pem"), Pem.write(OTHER_HOLDER.certificates()));
        assertThatThrownBy(() -> Credentials.delegated(CRYPTO, PeerChain.Side.SERVER, other, file))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("another certificate");
    }
}
