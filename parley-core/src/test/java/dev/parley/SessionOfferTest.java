package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.config.TlsSettings;
import dev.parley.extension.EarlyData;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.SessionTicket;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.NewSessionTicket12;
import dev.parley.observe.Epoch;
import dev.parley.observe.NotResumed;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client offers no session that it must not continue, whatever its store gives it. */
class SessionOfferTest extends SessionLab {
    /** One pile for all peers, and nothing in it ever grows old. */
    private static final class Careless implements ClientSessions {
        private final Deque<Session> all = new ArrayDeque<>();

        @Override
        public void put(String peer, Session session) {
            all.addFirst(session);
        }

        @Override
        public Optional<Session> take(String peer) {
            return Optional.ofNullable(all.pollFirst());
        }

        @Override
        public void forget(String peer) {}
    }

    private final Careless store = new Careless();

    @AfterEach
    void closeSessions() {
        store.all.forEach(Session::close);
    }

    /** The first hello of such a client, which would like to send early data. */
    private ClientHello hello(String host, Consumer<TlsSettings> more) {
        var hellos = new ArrayList<ClientHello>();
        var client = Tls.client(it -> more.accept(it.trust(TRUST).clock(clock).sessions(store)))
            .observing(() -> new Observer() {
                @Override
                public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                    if (message instanceof ClientHello hello) hellos.add(hello);
                }
            });
        client.openEarly(host).close();
        return hellos.getFirst();
    }

    private static boolean offers(ClientHello hello) {
        boolean ticket = hello.extensions().offered(SessionTicket.IT).filter(it -> !it.isEmpty()).isPresent();
        return hello.extensions().has(PreSharedKey.IT) || ticket;
    }

    private void begin(String version, Consumer<TlsSettings> more) {
        begin(version, 1000, more);
    }

    private void begin(String version, int earlyData, Consumer<TlsSettings> more) {
        var server = server(version(version), more.andThen(it -> it.sessions(sessions().earlyData(earlyData))));
        Pair.of(client(version(version), more.andThen(it -> it.sessions(store))), server).close();
        while (store.all.size() > 1) store.all.removeLast().close();
        assertThat(store.all).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void toTheSameServerItIsOffered(String version) {
        begin(version, _ -> {});
        assertThat(offers(hello(Sides.HOST, _ -> {}))).isTrue();
    }

    /** RFC 9846 section 4.7.1. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void notToAServerOfAnotherName(String version) {
        begin(version, _ -> {});
        assertThat(offers(hello("other.example", _ -> {}))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void notOnceItIsTooOld(String version) {
        begin(version, _ -> {});
        now = now.plus(Duration.ofDays(8));
        assertThat(offers(hello(Sides.HOST, _ -> {}))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void notInAnotherVersion(String version) {
        begin(version, _ -> {});
        var other = version.equals("1.3") ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
        assertThat(offers(hello(Sides.HOST, it -> it.versions(other)))).isFalse();
    }

    /** TLS 1.3 wants the hash again, TLS 1.2 the suite itself. RFC 9846 section 4.7.1, RFC 5246 section 7.4.1.2. */
    @Test
    void notWithoutItsSuite() {
        begin("1.3", it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256));
        assertThat(offers(hello(Sides.HOST, it -> it.suites(CipherSuite.TLS_AES_256_GCM_SHA384)))).isFalse();
        begin("1.3", it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256));
        var sameHash = hello(Sides.HOST, it -> it.suites(CipherSuite.TLS_CHACHA20_POLY1305_SHA256));
        assertThat(offers(sameHash)).isTrue();
        assertThat(sameHash.extensions().has(EarlyData.IT)).as("early data under another suite").isFalse();
        begin("1.2", it -> it.suites(CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256));
        assertThat(offers(hello(Sides.HOST, it -> it.suites(CipherSuite.ECDHE_ECDSA_CHACHA20_POLY1305_SHA256))))
            .isFalse();
    }

    /** RFC 5077 section 3.2: not even by a session id, which a server could take for consent. */
    @Test
    void aTicketIsNotOfferedByWhoTakesNone() {
        begin("1.2", _ -> {});
        assertThat(store.all).extracting(Session::isTicket).containsExactly(true);
        var hello = hello(Sides.HOST, it -> it.versions(ProtocolVersion.TLS_1_2).sessions(store.byId()));
        assertThat(hello.extensions().has(SessionTicket.IT)).isFalse();
        assertThat(hello.legacySessionId().isEmpty()).isTrue();
    }

    /** A session of TLS 1.2 without extended_master_secret, from a client that did not offer it. */
    private void beginUnbound(Tls server) {
        var without = BadExtensions.offer(it -> it.without(ExtendedMainSecret.IT));
        try (var duel = Duel.of(server, client(ProtocolVersion.TLS_1_2, it -> it.sessions(store)), without)) {
            assertThat(duel.honest.facts().orElseThrow().extendedMainSecret()).isFalse();
        }
        assertThat(store.all).extracting(Session::extendedMainSecret).containsExactly(false);
    }

    /** RFC 7627 section 5.3, MUST 2: a full handshake, which is bound. */
    @Test
    void anUnboundSessionDoesNotGoOnInABoundOne() {
        var server = server(ProtocolVersion.TLS_1_2, _ -> {});
        beginUnbound(server);
        var client = client(ProtocolVersion.TLS_1_2, it -> it.sessions(store));
        try (var pair = Pair.of(client, server)) {
            var facts = pair.server.facts().orElseThrow();
            assertThat(facts.resumed()).isFalse();
            assertThat(facts.notResumed()).contains(NotResumed.NOT_BOUND);
            assertThat(facts.extendedMainSecret()).isTrue();
        }
    }

    /** RFC 7627 section 5.3: a client that demands it does not even offer such a session. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnboundSessionIsNotOfferedByWhoDemandsThatItIsBound(boolean demands) {
        beginUnbound(server(ProtocolVersion.TLS_1_2, _ -> {}));
        var hello = hello(Sides.HOST, it -> it.versions(ProtocolVersion.TLS_1_2).requireExtendedMainSecret(demands));
        assertThat(offers(hello)).isEqualTo(!demands);
    }

    /** RFC 9846 section 4.3.10. */
    @Test
    void earlyDataGoesUnderTheSameProtocolOnly() {
        begin("1.3", it -> it.protocols("h2", "http/1.1"));
        assertThat(hello(Sides.HOST, it -> it.protocols("http/1.1", "h2")).extensions().has(EarlyData.IT)).isTrue();
        begin("1.3", it -> it.protocols("h2", "http/1.1"));
        var other = hello(Sides.HOST, it -> it.protocols("http/1.1"));
        assertThat(offers(other)).isTrue();
        assertThat(other.extensions().has(EarlyData.IT)).isFalse();
    }

    @Test
    void earlyDataIsNotOfferedWhereTheTicketAllowsNone() {
        begin("1.3", 0, _ -> {});
        var hello = hello(Sides.HOST, _ -> {});
        assertThat(offers(hello)).isTrue();
        assertThat(hello.extensions().has(EarlyData.IT)).isFalse();
    }

    /** RFC 5077 section 3.3, RFC 5246 appendix F.1.4: the server's word, if it gave one, and no more than seven days. */
    @ParameterizedTest
    @CsvSource({"0, 86400", "60, 60", "864000, 604800"})
    void ticketOfTls12IsKeptAsLongAsTheServerSays(long said, long kept) {
        var client = client(ProtocolVersion.TLS_1_2, it -> it.sessions(store));
        Duel.of(client, server(ProtocolVersion.TLS_1_2, _ -> {}), Tamper.message(NewSessionTicket12.class,
            it -> new NewSessionTicket12(said, it.ticket()))).close();
        assertThat(store.all).extracting(Session::lifetime).containsExactly(Duration.ofSeconds(kept));
    }

    /** RFC 5077 section 3.3: a ticket that the server thinks better of. */
    @Test
    void emptyTicketOfTls12IsNone() {
        var client = client(ProtocolVersion.TLS_1_2, it -> it.sessions(store));
        Duel.of(client, server(ProtocolVersion.TLS_1_2, _ -> {}), Tamper.message(NewSessionTicket12.class,
            it -> new NewSessionTicket12(it.lifetime(), Bytes.EMPTY))).close();
        assertThat(store.all).isEmpty();
    }
}
