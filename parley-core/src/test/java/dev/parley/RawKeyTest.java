package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.PeerChain;
import dev.parley.credential.RawKeyTrust;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.ClientCertificateType;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.ServerCertificateType;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.handshake.Chains;
import dev.parley.id.CertificateType;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys without certificates count where they are known, and nowhere else. RFC 7250. */
@ExtendWith(NoSecretIsLeft.class)
class RawKeyTest {
    static final KeyPair SERVER = pair();
    static final KeyPair CLIENT = pair();

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Credential raw(KeyPair pair) {
        return Credential.ofRawKey(pair.getPublic(), pair.getPrivate());
    }

    private static ProtocolVersion version(String name) {
        return SessionLab.version(name);
    }

    private static Tls client(String version, Consumer<TlsSettings> more) {
        return Sides.client(it -> more.accept(it.versions(version(version))));
    }

    private static Tls server(String version, Consumer<TlsSettings> more) {
        return Sides.server(it -> more.accept(it.versions(version(version))));
    }

    private static HandshakeFailure unfit(Tls client, Tls server) {
        return catchThrowableOfType(HandshakeFailure.class, () -> {
            try (var pair = Pair.begin(client, server)) {
                pair.settle();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void bothSidesKnowEachOtherByTheirKeys(String version) {
        var client = client(version, it -> it.credentials(raw(CLIENT)).rawKeys(RawKeyTrust.of(SERVER.getPublic())));
        var server = server(version, it -> it.credentials(raw(SERVER)).rawKeys(RawKeyTrust.of(CLIENT.getPublic()))
            .clientAuth(ClientAuth.NEED));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().peerRawKey()).contains(SERVER.getPublic());
            assertThat(pair.server.facts().orElseThrow().peerRawKey()).contains(CLIENT.getPublic());
            assertThat(pair.client.facts().orElseThrow().peerPath()).isEmpty();
            pair.exchange();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void oneSideMayHaveAKeyAndTheOtherACertificate(String version) {
        var client = client(version, it -> it.credentials(Sides.CLIENT).rawKeys(RawKeyTrust.of(SERVER.getPublic())));
        var server = server(version, it -> it.credentials(raw(SERVER)).clientAuth(ClientAuth.NEED));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().peerRawKey()).contains(SERVER.getPublic());
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(Sides.CLIENT.chain());
            assertThat(pair.server.facts().orElseThrow().peerRawKey()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void clientWithoutAKeyMayShowNone(String version) {
        var client = client(version, it -> {});
        var server =
            server(version, it -> it.rawKeys(RawKeyTrust.of(CLIENT.getPublic())).clientAuth(ClientAuth.WANT));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void whoNeverHeardOfRawKeysGetsACertificate(String version) {
        var server = server(version, it -> it.credentials(raw(SERVER), Sides.EC));
        try (var pair = Pair.of(client(version, it -> {}), server)) {
            assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo(Sides.EC.chain());
        }
        var knowing = client(version, it -> it.rawKeys(RawKeyTrust.of(SERVER.getPublic())));
        try (var pair = Pair.of(knowing, server)) {
            assertThat(pair.client.facts().orElseThrow().peerRawKey()).contains(SERVER.getPublic());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void unknownKeyIsRefusedOnBothSides(String version) {
        var stranger = client(version, it -> it.rawKeys(RawKeyTrust.of(CLIENT.getPublic())));
        assertThat(unfit(stranger, server(version, it -> it.credentials(raw(SERVER)))).reason())
            .isEqualTo(Reason.UNKNOWN_RAW_KEY);
        var client = client(version, it -> it.credentials(raw(CLIENT)));
        var server = server(version,
            it -> it.rawKeys(RawKeyTrust.of(SERVER.getPublic())).clientAuth(ClientAuth.NEED));
        assertThat(unfit(client, server).reason()).isEqualTo(Reason.UNKNOWN_RAW_KEY);
    }

    @Test
    void nothingInCommonIsSaid() {
        assertThat(unfit(client("1.3", it -> {}), server("1.3", it -> it.credentials(raw(SERVER)))).reason())
            .isEqualTo(Reason.NO_COMMON_SIGNATURE_SCHEME);
        var failure = unfit(client("1.3", it -> it.credentials(raw(CLIENT))),
            server("1.3", it -> it.clientAuth(ClientAuth.WANT)));
        assertThat(failure.reason()).isEqualTo(Reason.NO_COMMON_CERTIFICATE_TYPE);
    }

    /** RFC 7250 section 4: whoever takes raw keys alone is not content with a certificate. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void whoTakesKeysAloneTakesNoCertificate(String version) {
        Consumer<TlsSettings> keysAlone = it -> it.rawKeys(RawKeyTrust.of(SERVER.getPublic()))
            .rawKeys(policy -> policy.accepted(CertificateType.RAW_PUBLIC_KEY));
        var client = client(version, keysAlone);
        try (var pair = Pair.of(client, server(version, it -> it.credentials(Sides.EC, raw(SERVER))))) {
            assertThat(pair.client.facts().orElseThrow().peerRawKey()).contains(SERVER.getPublic());
        }
        assertThat(unfit(client, server(version, it -> it.credentials(Sides.EC))).reason())
            .isEqualTo(Reason.NO_COMMON_CERTIFICATE_TYPE);
        for (var asks : new ClientAuth[]{ClientAuth.WANT, ClientAuth.NEED}) {
            var asking = server(version, keysAlone.andThen(it -> it.clientAuth(asks)));
            assertThat(unfit(client(version, it -> it.credentials(Sides.CLIENT)), asking).reason())
                .isEqualTo(Reason.NO_COMMON_CERTIFICATE_TYPE);
        }
    }

    /** A server that has never heard of RFC 7250 answers nothing, and shows a certificate. */
    @Test
    void certificateThatWasNotWantedIsRefused() {
        var config = client("1.3", it -> it.rawKeys(RawKeyTrust.of(SERVER.getPublic()))
            .rawKeys(policy -> policy.accepted(CertificateType.RAW_PUBLIC_KEY))).config();
        var chain = PeerChain.ofServer(Sides.EC.chain(), Sides.HOST, Instant.now());
        assertThatThrownBy(() -> Chains.verify(config, chain)).isInstanceOfSatisfying(HandshakeFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.NO_COMMON_CERTIFICATE_TYPE));
    }

    @Test
    void orderIsTheServers() {
        var server = server("1.3", it -> it.credentials(Sides.EC, raw(SERVER)));
        var client = client("1.3", it -> it.rawKeys(RawKeyTrust.of(SERVER.getPublic())));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo(Sides.EC.chain());
        }
        assertThatThrownBy(() -> Tls.client(it -> it.rawKeys(policy -> policy
            .accepted(CertificateType.RAW_PUBLIC_KEY)))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("believed");
    }

    private static ClientHello hello(Consumer<TlsSettings> more) {
        var seen = new ArrayList<ClientHello>();
        var client = Sides.client(more).observing(() -> new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (message instanceof ClientHello hello) seen.add(hello);
            }
        });
        client.open(Sides.HOST).close();
        return seen.getFirst();
    }

    /** RFC 7250 section 4.1: certificates alone go without saying. */
    @Test
    void helloNamesOnlyWhatItsSideHas() {
        var plain = hello(it -> it.credentials(Sides.CLIENT)).extensions();
        assertThat(plain.has(ClientCertificateType.IT)).isFalse();
        assertThat(plain.has(ServerCertificateType.IT)).isFalse();
        var keyOnly = hello(it -> it.credentials(raw(CLIENT)).rawKeys(RawKeyTrust.of(SERVER.getPublic()))).extensions();
        assertThat(keyOnly.offered(ClientCertificateType.IT).orElseThrow().types())
            .containsExactly(CertificateType.RAW_PUBLIC_KEY);
        assertThat(keyOnly.offered(ServerCertificateType.IT).orElseThrow().types())
            .containsExactly(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509);
        var both = hello(it -> it.credentials(Sides.CLIENT, raw(CLIENT))).extensions();
        assertThat(both.offered(ClientCertificateType.IT).orElseThrow().types())
            .containsExactly(CertificateType.X509, CertificateType.RAW_PUBLIC_KEY);
        assertThat(both.has(ServerCertificateType.IT)).isFalse();
    }

    /** RFC 7250 section 4.2. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void serverThatDoesNotAskNamesNoType(String version) {
        var answers = new ArrayList<ExtensionBlock>();
        var client = client(version, it -> it.credentials(raw(CLIENT))).observing(() -> new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (message instanceof ServerHello hello) answers.add(hello.extensions());
                if (message instanceof EncryptedExtensions more) answers.add(more.extensions());
            }
        });
        Pair.of(client, server(version, it -> it.rawKeys(RawKeyTrust.of(CLIENT.getPublic())))).close();
        assertThat(answers).isNotEmpty().noneMatch(block -> block.has(ClientCertificateType.IT));
    }

    @Test
    void keyOfAClientIsRememberedInItsSession() {
        var client = Tls.client(it -> it.versions(ProtocolVersion.TLS_1_3).trust(Sides.TRUST)
            .credentials(raw(CLIENT)));
        var server = Tls.server(it -> it.versions(ProtocolVersion.TLS_1_3).credentials(Sides.EC)
            .rawKeys(RawKeyTrust.of(CLIENT.getPublic())).clientAuth(ClientAuth.NEED));
        for (boolean resumed : new boolean[]{false, true})
            try (var pair = Pair.of(client, server)) {
                assertThat(pair.server.facts().orElseThrow().resumed()).isEqualTo(resumed);
                assertThat(pair.server.facts().orElseThrow().peerRawKey()).contains(CLIENT.getPublic());
            }
    }

    @Test
    void keysThatDoNotBelongTogetherMakeNoCredential() {
        assertThatThrownBy(() -> Credential.ofRawKey(SERVER.getPublic(), CLIENT.getPrivate()))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("belong together");
    }
}
