package dev.parley.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Tls;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.NotResumed;
import dev.parley.session.ClientSessions;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session made at one server goes on at the other, and nothing is accepted twice. */
class SharedSessionsTest {
    private final Farm farm = new Farm();

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void byTicket() {
        var one = farm.server(ProtocolVersion.TLS_1_2, farm.line(it -> {}), it -> it.withoutStore());
        var other = farm.server(ProtocolVersion.TLS_1_2, farm.line(it -> {}), it -> it.withoutStore());
        goesOnAtTheOther(farm.client(ProtocolVersion.TLS_1_2, it -> {}), one, other);
    }

    @Test
    void byId() {
        var client =
            farm.client(ProtocolVersion.TLS_1_2, it -> it.sessions(ClientSessions.inMemory(1 << 20, 4).byId()));
        goesOnAtTheOther(client, farm.server(ProtocolVersion.TLS_1_2), farm.server(ProtocolVersion.TLS_1_2));
    }

    @Test
    void byPsk() {
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
        goesOnAtTheOther(client, farm.server(ProtocolVersion.TLS_1_3), farm.server(ProtocolVersion.TLS_1_3));
    }

    @Test
    void byPskThatIsGoodForOneUse() {
        var one = farm.server(ProtocolVersion.TLS_1_3, farm.line(it -> {}), it -> it.stateful(true));
        var other = farm.server(ProtocolVersion.TLS_1_3, farm.line(it -> {}), it -> it.stateful(true));
        var again = new Again();
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> it.sessions(again));
        goesOnAtTheOther(client, one, other);
        again.now = true;
        assertThat(Farm.handshake(client, one).notResumed()).contains(NotResumed.USED_BEFORE);
    }

    private static void goesOnAtTheOther(Tls client, Tls one, Tls other) {
        assertThat(Farm.handshake(client, one).notResumed()).contains(NotResumed.NOT_OFFERED);
        assertThat(Farm.handshake(client, other).resumed()).isTrue();
    }

    @Test
    void earlyDataSentAgainToTheOtherIsRefused() throws IOException {
        var one = farm.server(ProtocolVersion.TLS_1_3, farm.line(it -> {}), it -> it.earlyData(16384));
        var other = farm.server(ProtocolVersion.TLS_1_3, farm.line(it -> {}), it -> it.earlyData(16384));
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
        Farm.handshake(client, one);
        farm.pass(Duration.ofMinutes(1)); // until Redis has remembered for long enough
        Farm.handshake(client, one);
        var recorded = record(client);
        assertThat(fate(one, recorded)).isEqualTo(EarlyFate.ACCEPTED);
        assertThat(fate(other, recorded)).isEqualTo(EarlyFate.REJECTED);
        assertThat(fate(one, recorded)).isEqualTo(EarlyFate.REJECTED);
        farm.redis.kill();
        assertThat(fate(other, recorded)).isEqualTo(EarlyFate.REJECTED);
        farm.redis.begin(); // it has forgotten everything, and says so
        farm.pass(Duration.ofSeconds(5));
        assertThat(fate(other, recorded)).isEqualTo(EarlyFate.REJECTED);
    }

    private byte[] record(Tls client) {
        try (var connection = client.openEarly("server.example")) {
            var net = ByteBuffer.allocate(1 << 16);
            connection.drain(net);
            assertThat(connection.sealEarly(ByteBuffer.wrap(new byte[100]), net)).isEqualTo(100);
            var bytes = new byte[net.position()];
            net.flip().get(bytes);
            return bytes;
        }
    }

    private static EarlyFate fate(Tls server, byte[] recorded) {
        try (var connection = server.open()) {
            Farm.feed(connection, ByteBuffer.wrap(recorded));
            assertThat(connection.failure()).isEmpty();
            assertThat(connection.takeEarly().isEmpty()).isEqualTo(connection.early() != EarlyFate.ACCEPTED);
            return connection.early();
        }
    }

    @Test
    void theGuardTellsNothingWithoutRedis() {
        var guard = farm.line(it -> {}).guard();
        var fingerprint = Bytes.ofText("a hello");
        var window = Duration.ofSeconds(20);
        var later = farm.now.get().plus(Duration.ofHours(1));
        assertThat(guard.isFirst(fingerprint, later, window)).as("nobody has begun to remember").isFalse();
        farm.line(it -> {}).keys().current();
        assertThat(guard.isFirst(fingerprint, later, window)).isTrue();
        assertThat(guard.isFirst(fingerprint, later, window)).isFalse();
        assertThat(guard.isFirst(Bytes.ofText("another"), farm.now.get(), window)).as("an old ticket").isFalse();
    }

    /** Gives the same session a second time. */
    private static final class Again implements ClientSessions {
        private final ClientSessions inner = ClientSessions.inMemory(1 << 20, 4);
        private Optional<Session> last = Optional.empty();
        private boolean now;

        @Override
        public void put(String peer, Session session) {
            inner.put(peer, session);
        }

        @Override
        public void forget(String peer) {
            inner.forget(peer);
        }

        @Override
        public Optional<Session> take(String peer) {
            if (now) return last.map(Session::copy);
            var taken = inner.take(peer);
            last = taken.map(Session::copy);
            return taken;
        }
    }
}
