package dev.parley;

import static dev.parley.Sides.Kind.TLS12_DHE;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_MUTUAL;
import static dev.parley.Sides.Kind.TLS12_RSA;
import static dev.parley.failure.Reason.EMPTY_CERTIFICATE;
import static dev.parley.failure.Reason.SIGNED_WITH_UNOFFERED_SCHEME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.ech.EchKeys;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate12;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.ServerKeyExchange;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client of TLS 1.2 demands and does not do, where no other test shows it. */
@ExtendWith(NoSecretIsLeft.class)
class Client12RequirementsTest {
    /** RFC 5246 section 7.4.3. */
    @Test
    void keyExchangeIsSignedAsTheClientWants() {
        var failure = Duel.of(TLS12_ECDHE.client(it -> it.schemes(SignatureScheme.ECDSA_SECP256R1_SHA256)),
            TLS12_ECDHE.server(it -> it.schemes(SignatureScheme.ECDSA_SECP256R1_SHA256)),
            Tamper.message(ServerKeyExchange.class,
                it -> switch (it) {
                    case ServerKeyExchange.Ecdhe(var params, _, var signature) ->
                        new ServerKeyExchange.Ecdhe(params, SignatureScheme.ECDSA_SECP384R1_SHA384,
                            signature);
                    default -> it;
                }))
            .lost();
        assertThat(failure.reason()).isEqualTo(SIGNED_WITH_UNOFFERED_SCHEME);
    }

    /** RFC 5246 section 7.4.2: a server must show something. */
    @Test
    void chainWithoutACertificateIsRefused() {
        var failure = Duel.of(TLS12_ECDHE.client(), TLS12_ECDHE.server(),
            Tamper.message(Certificate12.class, _ -> new Certificate12(List.of()))).lost();
        assertThat(failure.reason()).isEqualTo(EMPTY_CERTIFICATE);
    }

    private static List<Integer> shown(Tls client, Tls server, Tamper tamper, boolean fails) {
        var shown = new ArrayList<Integer>();
        var watched = client.observing(() -> new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (way == Way.OUT && message instanceof Certificate12 it) shown.add(it.certificateList().size());
            }
        });
        try (var duel = Duel.of(watched, server, tamper)) {
            assertThat(duel.failure().isPresent()).isEqualTo(fails);
        }
        return shown;
    }

    /** RFC 5246 section 7.4.6: of the types that were asked for, whatever the schemes would allow. */
    @Test
    void certificateIsOfATypeThatWasAskedFor() {
        var server = TLS12_MUTUAL.server(it -> it.clientAuth(ClientAuth.WANT));
        assertThat(shown(TLS12_MUTUAL.client(), server, Tamper.NOT, false)).containsExactly(1);
        for (int type : List.of(CertificateRequest12.RSA_SIGN, CertificateRequest12.ECDSA_SIGN))
            assertThat(shown(TLS12_MUTUAL.client(), server, Tamper.message(CertificateRequest12.class,
                it -> new CertificateRequest12(List.of(type), it.supportedSignatureAlgorithms(),
                    it.certificateAuthorities())),
                false)).containsExactly(type == CertificateRequest12.ECDSA_SIGN ? 1 : 0);
    }

    /** RFC 9849 section 6.1.7. */
    @Test
    void serverThatOnlyTheVisibleHelloReachedLearnsNothingOfTheClient() {
        var client = EchLab.client(it -> it.credentials(Sides.CLIENT).sessions(ClientSessions.NONE));
        var server = EchLab.server(it -> it.versions(ProtocolVersion.TLS_1_2).echKeys(EchKeys.of(EchLab.OTHER))
            .clientAuth(ClientAuth.WANT));
        assertThat(shown(client, server, Tamper.NOT, true)).containsExactly(0);
    }

    private static boolean writesEarly(Tls client, Tls server) {
        try (var pair = Pair.begin(client, server)) {
            pair.toServer();
            pair.toClient();
            assertThat(pair.client.isConnected()).isFalse();
            return pair.client.mayWrite();
        }
    }

    /** RFC 7918 section 4: only after what would have been good enough anyway. */
    @Test
    void falseStartIsForSuitesThatNeedNoProof() {
        Consumer<TlsSettings> on = it -> it.falseStart(true);
        assertThat(writesEarly(TLS12_ECDHE.client(on), TLS12_ECDHE.server())).isTrue();
        assertThat(writesEarly(TLS12_DHE.client(on), TLS12_DHE.server())).isTrue();
        assertThat(writesEarly(TLS12_ECDHE.client(), TLS12_ECDHE.server())).as("not asked for").isFalse();
        Consumer<TlsSettings> rsa = it -> it.suites(CipherSuite.named("TLS_RSA_WITH_AES_128_GCM_SHA256").orElseThrow());
        assertThat(writesEarly(TLS12_RSA.client(on.andThen(rsa)), TLS12_RSA.server(rsa))).as("no forward secrecy")
            .isFalse();
        Consumer<TlsSettings> cbc = it -> it.suites(CipherSuite.named("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256")
            .or(() -> CipherSuite.named("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")).orElseThrow());
        assertThat(writesEarly(TLS12_ECDHE.client(on.andThen(cbc)), TLS12_ECDHE.server(cbc))).as("CBC").isFalse();
    }

    /** RFC 9849 section 6.1.6. */
    @Test
    void falseStartIsNotForAServerThatCouldNotOpenTheHello() {
        var client = EchLab.client(it -> it.falseStart(true).sessions(ClientSessions.NONE));
        var server = EchLab.server(it -> it.versions(ProtocolVersion.TLS_1_2).echKeys(EchKeys.of(EchLab.OTHER)));
        try (var pair = Pair.begin(client, server)) {
            pair.toServer();
            pair.toClient();
            assertThat(pair.client.mayWrite()).isFalse();
        }
    }
}
