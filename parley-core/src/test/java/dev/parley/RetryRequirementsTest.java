package dev.parley;

import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_RETRY;
import static dev.parley.failure.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.Alpn;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client checks of the first answer, be it ServerHello or HelloRetryRequest. RFC 9846 sections 4.2.3 and 4.2.4. */
@ExtendWith(NoSecretIsLeft.class)
class RetryRequirementsTest extends SessionLab {
    private static HelloRetryRequest with(HelloRetryRequest it, ExtensionBlock extensions) {
        return new HelloRetryRequest(it.legacyVersion(), it.legacySessionIdEcho(), it.cipherSuite(),
            it.legacyCompressionMethod(), extensions);
    }

    private static HelloRetryRequest share(HelloRetryRequest it, NamedGroup group) {
        return with(it, it.extensions().without(KeyShare.IT).with(KeyShare.IT, Place.HELLO_RETRY_REQUEST,
            group));
    }

    private static Arguments wrong(Reason reason, UnaryOperator<HelloRetryRequest> change) {
        return Arguments.of(reason, change);
    }

    static Stream<Arguments> retries() {
        return Stream.of(
            wrong(MISSING_REQUIRED_EXTENSION, it -> with(it, it.extensions().without(SupportedVersions.IT))),
            wrong(SERVER_CHOSE_UNOFFERED_VERSION, it -> with(it, it.extensions().replace(SupportedVersions.IT,
                Place.HELLO_RETRY_REQUEST, ProtocolVersion.TLS_1_2))),
            wrong(COMPRESSION_OFFERED_WRONGLY, it -> new HelloRetryRequest(it.legacyVersion(),
                it.legacySessionIdEcho(), it.cipherSuite(), 1, it.extensions())),
            wrong(SERVER_CHOSE_UNOFFERED_SUITE, it -> new HelloRetryRequest(it.legacyVersion(),
                it.legacySessionIdEcho(), CipherSuite.TLS_CHACHA20_POLY1305_SHA256, 0, it.extensions())),
            wrong(WRONG_LEGACY_VERSION, it -> new HelloRetryRequest(ProtocolVersion.TLS_1_1,
                it.legacySessionIdEcho(), it.cipherSuite(), 0, it.extensions())),
            wrong(SESSION_ID_NOT_ECHOED, it -> new HelloRetryRequest(it.legacyVersion(), Bytes.ofHex("01"),
                it.cipherSuite(), 0, it.extensions())),
            wrong(UNSOLICITED_EXTENSION, it -> with(it, it.extensions().with(Alpn.IT, Place.ENCRYPTED_EXTENSIONS,
                new Alpn.Names(List.of(Bytes.ofText("h2")))))),
            wrong(SERVER_CHOSE_UNOFFERED_GROUP, it -> share(it, NamedGroup.X448)),
            wrong(RETRY_CHANGES_NOTHING, it -> share(it, NamedGroup.X25519)));
    }

    @ParameterizedTest
    @MethodSource("retries")
    void everythingInARetryIsChecked(Reason reason, UnaryOperator<HelloRetryRequest> change) {
        var failure = Duel.of(TLS13_RETRY.client(), TLS13_RETRY.server(),
            Tamper.message(HelloRetryRequest.class, change)).lost();
        assertThat(failure.reason()).as(failure.account()).isEqualTo(reason);
    }

    /** Older versions and TLS 1.3 itself have each their one place. RFC 9846 section 4.3.1. */
    @Test
    void versionStandsInItsPlace() {
        var both = Sides.client(_ -> {});
        var old = Duel.of(both, TLS13.server(), Tamper.message(ServerHello.class, it -> BadHellos.with(it,
            it.extensions().replace(SupportedVersions.IT, Place.SERVER_HELLO_13, ProtocolVersion.TLS_1_2)))).lost();
        assertThat(old.reason()).isEqualTo(SERVER_CHOSE_UNOFFERED_VERSION);
        var bare = Duel.of(both, TLS13.server(), Tamper.message(ServerHello.class,
            it -> new ServerHello(ProtocolVersion.TLS_1_3, it.random(), it.legacySessionIdEcho(), it.cipherSuite(), 0,
                it.extensions().without(SupportedVersions.IT))))
            .lost();
        assertThat(bare.reason().alert()).as(bare.account())
            .isIn(SERVER_CHOSE_UNOFFERED_VERSION.alert(), MISPLACED_EXTENSION.alert());
    }

    /** RFC 9846 section 4.2.3: both marks, of TLS 1.2 and of what is older; and nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"444f574e47524401", "444f574e47524400", "444f574e47524402"})
    void marksOfADowngradeAreSeen(String mark) {
        var client = Sides.client(_ -> {});
        var server = Sides.Kind.TLS12_ECDHE.server();
        try (var duel = Duel.of(client, server, Tamper.message(ServerHello.class,
            it -> new ServerHello(it.legacyVersion(), Bytes.join(it.random().slice(0, 24), Bytes.ofHex(mark)),
                it.legacySessionIdEcho(), it.cipherSuite(), 0, it.extensions())))) {
            boolean isMark = !mark.endsWith("02");
            assertThat(duel.failure().filter(failure -> failure.reason() == DOWNGRADE_DETECTED).isPresent())
                .isEqualTo(isMark);
        }
    }

    /** RFC 9846 section 4.2.2: a key of another hash than the retry's is not offered again. */
    @Test
    void secondHelloOffersOnlyKeysOfTheSuitesHash() {
        var hellos = new ArrayList<ClientHello>();
        var client = client(ProtocolVersion.TLS_1_3, it -> it.keyShares(NamedGroup.X25519)).observing(
            () -> new Observer() {
                @Override
                public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                    if (message instanceof ClientHello hello) hellos.add(hello);
                }
            });
        Pair.of(client, server(ProtocolVersion.TLS_1_3, it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256))).close();
        hellos.clear();
        for (var suite : List.of(CipherSuite.TLS_AES_256_GCM_SHA384)) {
            Pair.of(client, server(ProtocolVersion.TLS_1_3, it -> it.suites(suite).groups(NamedGroup.SECP256R1)))
                .close();
            assertThat(hellos).extracting(it -> it.extensions().has(PreSharedKey.IT)).containsExactly(true, false);
        }
    }
}
