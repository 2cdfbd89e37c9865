package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.ClientAuth;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.NotResumed;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.TicketKey;
import dev.parley.session.TicketKeys;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that go on, and the many reasons why one does not. */
class ResumptionTest extends SessionLab {
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void aTicketIsTaken(String name) {
        var server = server(version(name), it -> {});
        var client = client(version(name), it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server, Optional.empty());
        handshake(client, server, Optional.empty());
    }

    @Test
    void aSessionIdIsTakenByAClientWithoutTickets() {
        var server = server(ProtocolVersion.TLS_1_2, it -> {});
        var client = client(ProtocolVersion.TLS_1_2, it -> it.sessions(ClientSessions.inMemory(1 << 20, 4).byId()));
        goesOnUnderItsId(client, server);
    }

    @Test
    void aSessionIdIsTakenByAServerWithoutTickets() {
        var sessions = sessions().tickets(0);
        var server = server(ProtocolVersion.TLS_1_2, it -> it.sessions(sessions));
        goesOnUnderItsId(client(ProtocolVersion.TLS_1_2, it -> {}), server);
    }

    private static void goesOnUnderItsId(Tls client, Tls server) {
        Bytes id;
        try (var pair = Pair.of(client, server)) {
            id = pair.client.facts().orElseThrow().sessionId();
            assertThat(id.length()).isEqualTo(32);
        }
        for (int i = 0; i < 2; i++)
            try (var pair = Pair.of(client, server)) {
                assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
                assertThat(pair.client.facts().orElseThrow().sessionId()).isEqualTo(id);
                pair.exchange();
            }
    }

    @Test
    void statefulTicketsAreGoodForOneUse() {
        var kept = new Keeping(ClientSessions.inMemory(1 << 20, 4));
        var server = server(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions().stateful(true).tickets(1)));
        var client = client(ProtocolVersion.TLS_1_3, it -> it.sessions(kept));
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        kept.again = true;
        handshake(client, server, Optional.empty());
        handshake(client, server, Optional.of(NotResumed.USED_BEFORE));
    }

    /** Caches go by the same clock as the connections. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void alsoWhenTheClockIsNotTheSystems(String name) {
        now = now.plus(Duration.ofDays(30));
        var server = server(version(name), it -> {});
        var client = client(version(name), it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server, Optional.empty());
        now = now.plus(Duration.ofHours(23));
        handshake(client, server, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"1.2, EXPIRED", "1.3, EXPIRED"})
    void notWhenTooOld(String name, NotResumed why) {
        var kept = new Keeping(ClientSessions.inMemory(1 << 20, 4));
        var server = server(version(name), it -> {});
        var client = client(version(name), it -> it.sessions(kept).clock(InstantSource.fixed(now)));
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        now = now.plus(Duration.ofHours(25));
        handshake(client, server, Optional.of(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void notUnderAnotherKey(String name) {
        var client = client(version(name), it -> {});
        handshake(client, server(version(name), it -> {}), Optional.of(NotResumed.NOT_OFFERED));
        var other = TicketKeys.of(TicketKey.random(Cryptography.jdk()));
        handshake(client, server(version(name), it -> it.sessions(sessions().keys(other))),
            Optional.of(NotResumed.UNKNOWN_KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void anOldKeyStillOpensAndANewTicketIsGiven(String name) {
        var old = TicketKey.random(Cryptography.jdk());
        var fresh = TicketKey.random(Cryptography.jdk());
        var client = client(version(name), it -> {});
        handshake(client, server(version(name), it -> it.sessions(sessions().keys(TicketKeys.of(old)))),
            Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server(version(name), it -> it.sessions(sessions().keys(TicketKeys.of(fresh, old)))),
            Optional.empty());
        handshake(client, server(version(name), it -> it.sessions(sessions().keys(TicketKeys.of(fresh)))),
            Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void notWhenTheTicketIsAltered(String name) {
        var kept = new Keeping(ClientSessions.inMemory(1 << 20, 4));
        var server = server(version(name), it -> {});
        var client = client(version(name), it -> it.sessions(kept));
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        kept.edit = session -> new dev.parley.session.Session(session.version(), session.suite(), session.secret(),
            session.extendedMainSecret(), session.encryptThenMac(), session.created(), session.lifetime(),
            session.serverName(),
            session.protocol(), session.peerChain(), session.ageAdd(), session.earlyData(), flipped(session.id()),
            true);
        handshake(client, server, Optional.of(NotResumed.BROKEN_TICKET));
    }

    private static Bytes flipped(Bytes bytes) {
        var array = bytes.toArray();
        array[array.length - 1] ^= 1;
        return Bytes.own(array);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void notForAnotherName(String name) {
        var kept = new Keeping(ClientSessions.inMemory(1 << 20, 4));
        var server = server(version(name), it -> {});
        var client = client(version(name), it -> it.sessions(kept));
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        kept.edit = session -> new dev.parley.session.Session(session.version(), session.suite(), session.secret(),
            session.extendedMainSecret(), session.encryptThenMac(), session.created(), session.lifetime(),
            Optional.of("other.example"),
            session.protocol(), session.peerChain(), session.ageAdd(), session.earlyData(), session.id(), true);
        kept.peer = "other.example";
        try (var pair = Pair.begin(client, server, "other.example")) {
            pair.settle();
            assertThat(pair.server.facts().orElseThrow().notResumed()).contains(NotResumed.OTHER_NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void notWhenAClientCertificateIsDemandedNow(String name) {
        var client = client(version(name), it -> it.credentials(CLIENT));
        handshake(client, server(version(name), it -> {}), Optional.of(NotResumed.NOT_OFFERED));
        var demanding = server(version(name), it -> it.clientAuth(ClientAuth.NEED));
        handshake(client, demanding, Optional.of(NotResumed.CLIENT_CERTIFICATE_NEEDED));
        try (var pair = Pair.of(client, demanding)) {
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(CLIENT.chain());
        }
    }

    /** Each ticket is good for a day, and each connection brings a new one; but not for ever. RFC 9846 section 4.7.1. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void notForLongerThanSevenDaysHoweverOftenItIsRenewed(String name) {
        var server = server(version(name), it -> it.sessions(sessions().lifetime(Duration.ofDays(2))));
        var client = client(version(name), it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        int resumed = 0;
        for (int day = 1; day <= 10; day++) {
            now = now.plus(Duration.ofHours(23));
            try (var pair = Pair.of(client, server)) {
                if (!pair.server.facts().orElseThrow().resumed()) break;
                resumed++;
            }
        }
        assertThat(resumed).isEqualTo(name.equals("1.3") ? 7 : 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void notWhenTheServersCertificateIsOver(String name) {
        var issued = AUTHORITY.issue(dev.parley.lab.Spec.server("server.example").key(dev.parley.lab.KeyKind.P256)
            .valid(Duration.ofDays(-1), Duration.ofHours(2)));
        var brief = dev.parley.credential.Credential.of(issued.chain(), issued.key());
        var client = client(version(name), it -> {});
        handshake(client, server(version(name), it -> it.credentials(brief)), Optional.of(NotResumed.NOT_OFFERED));
        var renewed = server(version(name), it -> {});
        now = now.plus(Duration.ofHours(1));
        handshake(client, renewed, Optional.empty());
        now = now.plus(Duration.ofHours(2));
        handshake(client, renewed, Optional.of(NotResumed.NOT_OFFERED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void aSessionWhoseContinuationFailedIsForgotten(String name) {
        var sessions = ClientSessions.inMemory(1 << 20, 4, clock);
        var client = client(version(name), it -> it.sessions(sessions));
        handshake(client, server(version(name), it -> {}), Optional.of(NotResumed.NOT_OFFERED));
        var other = version(name.equals("1.3") ? "1.2" : "1.3");
        try (var pair = Pair.begin(client, server(other, it -> {}))) {
            assertThatThrownBy(pair::settle).isInstanceOf(HandshakeFailure.class);
            assertThatThrownBy(pair::toClient).isInstanceOf(HandshakeFailure.class);
        }
        assertThat(sessions.take("server.example")).isEmpty();
    }

    @Test
    void aClientGetsTheTicketsItAsksForAndKeepsThem() {
        var sessions = ClientSessions.inMemory(1 << 20, 8, clock);
        var server = server(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions.asking(5, 2))), server,
            Optional.of(NotResumed.NOT_OFFERED));
        assertThat(taken(sessions)).isEqualTo(5);
        handshake(client(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions.asking(1, 3))), server,
            Optional.of(NotResumed.NOT_OFFERED));
        handshake(client(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions.asking(1, 3))), server, Optional.empty());
        assertThat(taken(sessions)).isEqualTo(3);
        handshake(client(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions.asking(0, 0))), server,
            Optional.of(NotResumed.NOT_OFFERED));
        assertThat(taken(sessions)).isZero();
    }

    @Test
    void aClientDoesNotGetMoreTicketsThanTheServerAllows() {
        var sessions = ClientSessions.inMemory(1 << 20, 99, clock);
        handshake(client(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions.asking(255, 255))),
            server(ProtocolVersion.TLS_1_3, it -> {}), Optional.of(NotResumed.NOT_OFFERED));
        assertThat(taken(sessions)).isEqualTo(dev.parley.session.ServerSessions.MOST_TICKETS);
    }

    private static int taken(ClientSessions sessions) {
        int number = 0;
        for (var session = sessions.take("server.example"); session.isPresent(); number++) {
            session.get().close();
            session = sessions.take("server.example");
        }
        return number;
    }

    @Test
    void ticketsOfASessionThatTheServerForgotAreForgotten() {
        var sessions = ClientSessions.inMemory(1 << 20, 8, clock);
        var client = client(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions.asking(4, 1)));
        handshake(client, server(ProtocolVersion.TLS_1_3, it -> {}), Optional.of(NotResumed.NOT_OFFERED));
        var other = TicketKeys.of(TicketKey.random(Cryptography.jdk()));
        handshake(client, server(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions().keys(other).tickets(0))),
            Optional.of(NotResumed.UNKNOWN_KEY));
        assertThat(taken(sessions)).isZero();
    }

    @Test
    void notWhenTheSuiteIsGone() {
        var client = client(ProtocolVersion.TLS_1_2, it -> {});
        handshake(client, server(ProtocolVersion.TLS_1_2, it -> it.suites(CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256)),
            Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server(ProtocolVersion.TLS_1_2, it -> it.suites(CipherSuite.ECDHE_ECDSA_AES_256_GCM_SHA384)),
            Optional.of(NotResumed.SUITE_GONE));
    }

    @Test
    void aWrongBinderEndsTheHandshake() {
        var kept = new Keeping(ClientSessions.inMemory(1 << 20, 4));
        var server = server(ProtocolVersion.TLS_1_3, it -> {});
        var client = client(ProtocolVersion.TLS_1_3, it -> it.sessions(kept));
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        kept.edit = session -> new dev.parley.session.Session(session.version(), session.suite(),
            Secret.kept(new byte[32]), true, false,
            session.created(), session.lifetime(), session.serverName(), session.protocol(), session.peerChain(),
            session.ageAdd(),
            session.earlyData(), session.id(), true);
        try (var pair = Pair.begin(client, server)) {
            assertThatThrownBy(pair::settle).isInstanceOfSatisfying(HandshakeFailure.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.BAD_PSK_BINDER));
        }
    }

    @Test
    void afterARetryToo() {
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        var server = server(ProtocolVersion.TLS_1_3, it -> it.groups(NamedGroup.SECP384R1));
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server, Optional.empty());
    }

    @Test
    void withoutAKeyExchangeIfBothAllowIt() {
        var psk = ExternalPsk.of("device 7", new byte[32]);
        var server = server(ProtocolVersion.TLS_1_3, it -> it.externalPsks(psk).pskOnly(true));
        var client =
            client(ProtocolVersion.TLS_1_3, it -> it.externalPsks(psk).pskOnly(true).sessions(ClientSessions.NONE));
        try (var pair = Pair.of(client, server)) {
            pair.exchange();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKeyGivenBeforehandProvesBothSides(boolean imported) {
        var key = Bytes.ofHex("00112233445566778899aabbccddeeff").toArray();
        var psk = imported ? ExternalPsk.imported("device 7", key, "lab") : ExternalPsk.of("device 7", key);
        var server = Tls.server(it -> it.versions(ProtocolVersion.TLS_1_3).externalPsks(psk)
            .suites(imported ? CipherSuite.TLS_AES_256_GCM_SHA384 : CipherSuite.TLS_AES_128_GCM_SHA256));
        var client = client(ProtocolVersion.TLS_1_3, it -> it.externalPsks(psk).sessions(ClientSessions.NONE));
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().serverScheme()).isEmpty();
            assertThat(pair.client.facts().orElseThrow().suite().hash())
                .isEqualTo(imported ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256);
            pair.exchange();
        }
    }

    @Test
    void aWrongKeyGivenBeforehandEndsTheHandshake() {
        var server = server(ProtocolVersion.TLS_1_3,
            it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256).externalPsks(ExternalPsk.of("device 7", new byte[16])));
        var other = new byte[16];
        other[0] = 1;
        var client = client(ProtocolVersion.TLS_1_3, it -> it.externalPsks(ExternalPsk.of("device 7", other)));
        try (var pair = Pair.begin(client, server)) {
            assertThatThrownBy(pair::settle).hasMessageContaining("BAD_PSK_BINDER");
        }
    }

    /** A store that gives the same session again, or another one than was put. */
    private static final class Keeping implements ClientSessions {
        private final ClientSessions inner;
        private Optional<dev.parley.session.Session> last = Optional.empty();
        private boolean again;
        private String peer;
        private UnaryOperator<dev.parley.session.Session> edit = it -> it;

        Keeping(ClientSessions inner) {
            this.inner = inner;
        }

        @Override
        public void put(String key, dev.parley.session.Session session) {
            inner.put(key, session);
        }

        @Override
        public void forget(String key) {
            inner.forget(key);
        }

        @Override
        public Optional<dev.parley.session.Session> take(String key) {
            if (again && last.isPresent()) return last.map(dev.parley.session.Session::copy);
            var taken = inner.take(peer == null ? key : "server.example").map(edit);
            last = taken.map(dev.parley.session.Session::copy);
            return taken;
        }
    }
}
