package dev.parley;

import static dev.parley.failure.Reason.ECH_REJECTED;
import static dev.parley.failure.Reason.MISPLACED_EXTENSION;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_PSK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.config.ClientAuth;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.ech.EchKeys;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.Reason;
import dev.parley.handshake.Request;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.NewSessionTicket13;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of TLS 1.3 demands of its server, where no other test shows it. */
@ExtendWith(NoSecretIsLeft.class)
class ClientRequirementsTest extends SessionLab {
    private Tls client13() {
        return client(ProtocolVersion.TLS_1_3, it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384).statusRequest(false));
    }

    private Tls server13() {
        return server(ProtocolVersion.TLS_1_3, it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384));
    }

    /** RFC 9846 section 9.2: without either there is nothing to make keys of. */
    @Test
    void helloWithoutAShareAndWithoutAKeyIsRefused() {
        var failure = Duel.of(client13(), server13(), Tamper.message(ServerHello.class,
            it -> BadHellos.with(it, it.extensions().without(KeyShare.IT)))).lost();
        assertThat(failure.reason()).isEqualTo(MISSING_REQUIRED_EXTENSION);
    }

    /** RFC 9846 section 4.3.11: the suite's hash must be the key's. */
    @Test
    void keyUnderASuiteOfAnotherHashIsRefused() {
        var client = client13();
        Pair.of(client, server13()).close();
        var failure = Duel.of(client, server13(), Tamper.message(ServerHello.class, it -> {
            assertThat(it.extensions().has(PreSharedKey.IT)).as("the session goes on").isTrue();
            return new ServerHello(it.legacyVersion(), it.random(), it.legacySessionIdEcho(),
                CipherSuite.TLS_AES_256_GCM_SHA384, 0, it.extensions());
        }), false).lost();
        assertThat(failure.reason()).isEqualTo(SERVER_CHOSE_UNOFFERED_PSK);
    }

    /** RFC 9846 section 4.7.1: a lifetime of zero says that the ticket is worth nothing. */
    @ParameterizedTest
    @ValueSource(longs = {0, 100})
    void ticketWithoutALifetimeIsThrownAway(long lifetime) {
        var client = client13();
        Duel.of(client, server13(), Tamper.message(NewSessionTicket13.class,
            it -> new NewSessionTicket13(lifetime, it.ageAdd(), it.nonce(), it.ticket(), it.extensions()))).close();
        var hellos = new ArrayList<ClientHello>();
        client.observing(() -> hearing(ClientHello.class, hellos)).open(Sides.HOST).close();
        assertThat(hellos.getFirst().extensions().has(PreSharedKey.IT)).isEqualTo(lifetime > 0);
    }

    private static <T extends Handshake> Observer hearing(Class<T> type, List<T> all) {
        return new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (type.isInstance(message)) all.add(type.cast(message));
            }
        };
    }

    /** RFC 9846 section 4.4.2. */
    @Test
    void requestWithoutSchemesIsRefused() {
        UnaryOperator<ExtensionBlock> without = it -> it.without(SignatureAlgorithms.IT);
        assertThat(asked(without)).isEqualTo(MISSING_REQUIRED_EXTENSION);
        assertThat(askedLater(without)).isEqualTo(MISSING_REQUIRED_EXTENSION);
    }

    /** RFC 9846 section 4.3. */
    @Test
    void requestWithAnotherMessagesExtensionIsRefused() {
        UnaryOperator<ExtensionBlock> with =
            it -> it.with(SupportedVersions.IT, Place.SERVER_HELLO_13, ProtocolVersion.TLS_1_3);
        assertThat(asked(with)).isEqualTo(MISPLACED_EXTENSION);
        assertThat(askedLater(with)).isEqualTo(MISPLACED_EXTENSION);
    }

    private static Tamper requests(UnaryOperator<ExtensionBlock> change) {
        return Tamper.message(CertificateRequest13.class,
            it -> new CertificateRequest13(it.certificateRequestContext(), change.apply(it.extensions())));
    }

    private static Reason asked(UnaryOperator<ExtensionBlock> change) {
        return Duel.of(Sides.Kind.TLS13_MUTUAL.client(), Sides.Kind.TLS13_MUTUAL.server(), requests(change)).lost()
            .reason();
    }

    private static Reason askedLater(UnaryOperator<ExtensionBlock> change) {
        var client = Sides.Kind.TLS13.client(it -> it.credentials(Sides.CLIENT).postHandshakeAuth(true));
        var duel = Duel.of(client, Sides.Kind.TLS13.server(), requests(change));
        assertThat(duel.honest.isConnected()).isTrue();
        duel.rogue.request(new Request.Certificate(true));
        return duel.settle().lost().reason();
    }

    /** RFC 9849 section 6.1.7: who the client is, is told to nobody but whom it wanted to reach. */
    @Test
    void serverThatOnlyTheVisibleHelloReachedLearnsNothingOfTheClient() {
        var shown = new ArrayList<Certificate13>();
        var client = EchLab.client13(it -> it.credentials(Sides.CLIENT).sessions(ClientSessions.NONE));
        var server = EchLab.server(it -> it.echKeys(EchKeys.of(EchLab.OTHER)).clientAuth(ClientAuth.WANT));
        try (var duel = Duel.of(client.observing(() -> hearing(Certificate13.class, shown)), server, Tamper.NOT)) {
            assertThat(duel.failure().orElseThrow().reason()).isEqualTo(ECH_REJECTED);
        }
        assertThat(shown).extracting(it -> it.chain().size()).containsExactly(1, 0);
    }
}
