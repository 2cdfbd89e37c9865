package dev.parley;

import static dev.parley.Sides.Kind.TLS12_MUTUAL;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_MUTUAL;
import static dev.parley.failure.Reason.COMPRESSION_OFFERED_WRONGLY;
import static dev.parley.failure.Reason.MISPLACED_EXTENSION;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.failure.Reason.SIGNED_WITH_UNOFFERED_SCHEME;
import static dev.parley.failure.Reason.UNSOLICITED_EXTENSION;
import static dev.parley.failure.Reason.UNSUPPORTED_CERTIFICATE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.StatusRequest;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.lab.Spec.Use;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientHello;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server of TLS 1.3 demands of its clients and how it chooses, where no other test shows it. */
@ExtendWith(NoSecretIsLeft.class)
class ServerRequirementsTest {
    private static Reason hello(UnaryOperator<ExtensionBlock> change) {
        return Duel.of(TLS13.server(), TLS13.client(),
            Tamper.message(ClientHello.class, it -> BadHellos.with(it, change.apply(it.extensions())))).lost()
            .reason();
    }

    /** RFC 9846 section 9.2. */
    @Test
    void helloWithoutSchemesIsRefused() {
        assertThat(hello(it -> it.without(SignatureAlgorithms.IT))).isEqualTo(MISSING_REQUIRED_EXTENSION);
    }

    /** RFC 9846 section 4.3. */
    @Test
    void helloWithAnotherMessagesExtensionIsRefused() {
        assertThat(hello(it -> it.with(dev.parley.extension.OidFilters.IT, Place.CERTIFICATE_REQUEST,
            new dev.parley.extension.OidFilters.Filters(List.of())))).isEqualTo(MISPLACED_EXTENSION);
    }

    /** RFC 5246 section 7.4.1.2, and RFC 9846 section 4.3 for every extension of its. */
    @Test
    void helloOfTls12IsCheckedToo() {
        assertThat(Duel.of(TLS12_MUTUAL.server(), TLS12_MUTUAL.client(), Tamper.message(ClientHello.class,
            it -> new ClientHello(it.legacyVersion(), it.random(), it.legacySessionId(), it.cipherSuites(),
                Bytes.of((byte) 1), it.extensions())))
            .lost().reason()).isEqualTo(COMPRESSION_OFFERED_WRONGLY);
        assertThat(Duel.of(TLS12_MUTUAL.server(), TLS12_MUTUAL.client(), Tamper.message(ClientHello.class,
            it -> BadHellos.with(it, it.extensions().with(dev.parley.extension.OidFilters.IT,
                Place.CERTIFICATE_REQUEST, new dev.parley.extension.OidFilters.Filters(List.of())))))
            .lost().reason()).isEqualTo(MISPLACED_EXTENSION);
    }

    private static Facts chosen(boolean own, NamedGroup... shares) {
        var client = Sides.client(it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384).groups(NamedGroup.X25519, NamedGroup.SECP256R1,
                NamedGroup.X25519MLKEM768)
            .keyShares(shares));
        var server = Sides.server(it -> it.suites(CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_AES_128_GCM_SHA256).groups(NamedGroup.SECP256R1, NamedGroup.X25519)
            .serverPreference(own));
        try (var pair = Pair.of(client, server)) {
            return pair.server.facts().orElseThrow();
        }
    }

    /** RFC 9846 section 4.2.1 leaves the order to the server, which leaves it to the client if told so. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void orderIsTheServersOrTheClients(boolean own) {
        var facts = chosen(own, NamedGroup.X25519, NamedGroup.SECP256R1);
        assertThat(facts.suite())
            .isEqualTo(own ? CipherSuite.TLS_AES_256_GCM_SHA384 : CipherSuite.TLS_AES_128_GCM_SHA256);
        assertThat(facts.group()).contains(own ? NamedGroup.SECP256R1 : NamedGroup.X25519);
        assertThat(facts.retried()).isFalse();
    }

    /** A share that is here saves a round trip; resistance to quantum computers is worth one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void quantumComputersAreWorthARoundTrip(boolean both) {
        var groups = both ? new NamedGroup[]{NamedGroup.X25519, NamedGroup.X25519MLKEM768}
            : new NamedGroup[]{NamedGroup.X25519};
        var client = Sides.client(it -> it.groups(NamedGroup.X25519, NamedGroup.X25519MLKEM768)
            .keyShares(NamedGroup.X25519));
        try (var pair = Pair.of(client, Sides.server(it -> it.groups(groups)))) {
            var facts = pair.server.facts().orElseThrow();
            assertThat(facts.group()).contains(both ? NamedGroup.X25519MLKEM768 : NamedGroup.X25519);
            assertThat(facts.retried()).isEqualTo(both);
        }
    }

    /** RFC 9846 appendix E.4: behind a retry, too, if the client wants it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void retryLooksLikeTls12IfTheClientWantsIt(boolean wants) {
        var net = ByteBuffer.allocate(1 << 14);
        try (var client = TLS13.client(it -> it.compatibility(wants)).open(Sides.HOST);
            var server = Sides.Kind.TLS13.server(it -> it.groups(NamedGroup.SECP256R1)).open()) {
            client.drain(net);
            server.feed(net.flip(), ByteBuffer.allocate(0));
            net.clear();
            server.drain(net);
            assertThat(Bytes.copyOf(net.flip()).hex().contains("140303000101")).isEqualTo(wants);
        }
    }

    private static Tamper unasked() {
        return Tamper.message(Certificate13.class, it -> new Certificate13(it.certificateRequestContext(),
            it.certificateList().stream().map(entry -> new Certificate13.Entry(entry.certData(),
                ExtensionBlock.EMPTY.with(StatusRequest.IT, Place.CERTIFICATE,
                    new StatusRequest.Status(1, Bytes.ofHex("00")))))
                .toList()));
    }

    /** RFC 9846 section 4.5.1: with a client's certificate comes only what the server asked for. */
    @Test
    void certificateWithWhatWasNotAskedForIsRefused() {
        assertThat(Duel.of(TLS13_MUTUAL.server(), TLS13_MUTUAL.client(), unasked()).lost().reason())
            .isEqualTo(UNSOLICITED_EXTENSION);
        assertThat(later(unasked())).isEqualTo(UNSOLICITED_EXTENSION);
    }

    /** RFC 9846 section 4.5.2. */
    @Test
    void signatureWithAnotherSchemeIsRefusedLaterToo() {
        assertThat(later(Tamper.message(CertificateVerify.class,
            it -> new CertificateVerify(SignatureScheme.RSA_PKCS1_SHA256, it.signature()))))
            .isEqualTo(SIGNED_WITH_UNOFFERED_SCHEME);
    }

    /** RFC 9846 section 4.5.1.2: a key that may only decrypt proves nothing by a signature. */
    @Test
    void certificateThatMayNotSignIsRefused() {
        var decrypts = Sides.server(Spec.client("somebody").key(KeyKind.P256).uses(Use.KEY_ENCIPHERMENT)).chain();
        var shown13 = Tamper.message(Certificate13.class, it -> new Certificate13(it.certificateRequestContext(),
            List.of(new Certificate13.Entry(decrypts.getFirst(), ExtensionBlock.EMPTY))));
        var shown12 = Tamper.message(Certificate12.class, _ -> new Certificate12(decrypts));
        assertThat(Duel.of(TLS13_MUTUAL.server(), TLS13_MUTUAL.client(), shown13).lost().reason())
            .isEqualTo(UNSUPPORTED_CERTIFICATE_KEY);
        assertThat(Duel.of(TLS12_MUTUAL.server(), TLS12_MUTUAL.client(), shown12).lost().reason())
            .isEqualTo(UNSUPPORTED_CERTIFICATE_KEY);
        assertThat(later(shown13)).isEqualTo(UNSUPPORTED_CERTIFICATE_KEY);
    }

    private static Reason later(Tamper tamper) {
        var client = TLS13.client(it -> it.credentials(Sides.CLIENT).postHandshakeAuth(true));
        var duel = Duel.of(TLS13.server(), client, tamper);
        assertThat(duel.honest.isConnected()).isTrue();
        duel.honest.requestCertificate(true);
        return duel.settle().lost().reason();
    }
}
