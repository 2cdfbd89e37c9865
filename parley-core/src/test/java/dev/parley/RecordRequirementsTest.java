package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.failure.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.message.Certificate13;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.session.SessionStore;
import dev.parley.session.StoreUnavailable;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the RFCs demand of records, alerts and the end, where no other test shows it. */
@ExtendWith(NoSecretIsLeft.class)
class RecordRequirementsTest {
    private static Sent record(int type, String hex) {
        return new Sent.Record(type, Bytes.ofHex(hex));
    }

    private static Reason connected(Sent... sent) {
        return Duel.connected(TLS13.server(), TLS13.client()).put(sent).lost().reason();
    }

    /** RFC 9846 section 5: protected, it is no help to any middlebox. */
    @Test
    void aProtectedChangeCipherSpecIsRefused() {
        assertThat(connected(record(20, "01"))).isEqualTo(UNEXPECTED_CHANGE_CIPHER_SPEC);
        assertThat(BadRecords.client(TLS13, Tamper.before(Certificate13.class, record(20, "01"))).reason())
            .isEqualTo(UNEXPECTED_CHANGE_CIPHER_SPEC);
    }

    /** RFC 9846 section 5. */
    @Test
    void recordsOfNoTypeAreRefused() {
        assertThat(connected(record(24, "01"))).isEqualTo(UNEXPECTED_RECORD);
        assertThat(BadRecords.client(TLS13, Tamper.before(Certificate13.class, record(99, "01"))).reason())
            .isEqualTo(UNEXPECTED_RECORD);
    }

    /** RFC 8996 sections 4 and 5: the version of the first record means nothing. */
    @ParameterizedTest
    @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0303, 0x03FF})
    void firstRecordMayNameAnyVersion(int version) {
        var net = ByteBuffer.allocate(1 << 14);
        try (var client = TLS13.client().open(Sides.HOST); var server = TLS13.server().open()) {
            client.drain(net);
            net.putShort(1, (short) version).flip();
            while (server.feed(net, ByteBuffer.allocate(0)) == Connection.Fed.TASK)
                server.task().ifPresent(Runnable::run);
            assertThat(server.failure()).isEmpty();
            assertThat(server.hasOutput()).isTrue();
        }
    }

    /** RFC 9846 section 5.4. */
    @Test
    void aRecordOfPaddingAloneIsRefused() {
        assertThat(connected(record(0, "00".repeat(100)))).isEqualTo(UNEXPECTED_RECORD);
        assertThat(connected(record(0, ""))).isEqualTo(UNEXPECTED_RECORD);
    }

    /** RFC 9846 section 6: whatever the level says, and whether or not it is known. */
    @ParameterizedTest
    @ValueSource(strings = {"0128", "0228", "01ff", "02ff", "010a"})
    void errorsEndAConnectionOfTls13(String alert) {
        assertThat(connected(record(21, alert))).isEqualTo(PEER_ALERT);
    }

    /** RFC 9846 section 6.1. */
    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE"})
    void whatComesAfterCloseNotifyIsIgnored(Sides.Kind kind) {
        try (var duel = Duel.connected(kind.server(), kind.client())) {
            duel.put(record(21, "0100"), record(23, "2a"), new Sent.Wire(Bytes.ofHex("ffffffffff")));
            assertThat(duel.failure()).isEmpty();
            assertThat(duel.honest.isInputClosed()).isTrue();
            var more = ByteBuffer.wrap(Bytes.ofHex("ffffffffff").toArray());
            assertThat(duel.honest.feed(more, ByteBuffer.allocate(1 << 14))).isEqualTo(Connection.Fed.CLOSED);
        }
    }

    /** RFC 9846 section 6.1, RFC 5246 section 7.2.2. */
    @Test
    void whoGivesUpSaysSoByAWarningAndCloses() {
        try (var connection = TLS13.client().open(Sides.HOST)) {
            var net = ByteBuffer.allocate(1 << 14);
            connection.drain(net);
            connection.abort(CANCELLED.because("no longer wanted"));
            connection.drain(net.clear());
            assertThat(Bytes.copyOf(net.flip())).isEqualTo(Bytes.ofHex("1503030002015a" + "15030300020100"));
        }
    }

    /** RFC 9846 section 4.7.3. */
    @Test
    void aKeyUpdateOfNoKindIsRefused() {
        assertThat(connected(record(22, "1800000102"))).isEqualTo(FORBIDDEN_VALUE);
        assertThat(connected(record(22, "180000020000"))).isEqualTo(MALFORMED_MESSAGE);
    }

    /** RFC 9846 section 2. */
    @Test
    void nothingIsWrittenBeforeTheHandshakeIsComplete() {
        for (var connection : List.of(TLS13.client().open(Sides.HOST), TLS13.server().open())) try (connection) {
            assertThatThrownBy(() -> connection.seal(ByteBuffer.allocate(1), ByteBuffer.allocate(100)))
                .isInstanceOf(IllegalStateException.class);
        }
    }

    /** That the transport ended says nothing of the session; that the peer gave up does. RFC 5246 section 7.2.2. */
    @Test
    void aSessionIsForgottenForAnAlertAndNotForACut() {
        var kept = ClientSessions.inMemory(1 << 20, 4);
        var server = TLS12_ECDHE.server(it -> it.sessions(ServerSessions.standard(Cryptography.jdk(),
            InstantSource.system()).tickets(0)));
        var client = TLS12_ECDHE.client(it -> it.sessions(kept));
        Pair.of(client, server).close();
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().resumed()).isTrue();
            assertThatThrownBy(pair.client::inputEnded).hasMessageContaining("CLOSED_EARLY");
        }
        try (var duel = Duel.connected(client, server)) {
            duel.put(new Sent.Record(21, Bytes.ofHex("0250")));
            assertThat(duel.failure()).get().extracting(HandshakeFailure::reason).isEqualTo(PEER_ALERT);
        }
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().resumed()).isFalse();
        }
    }

    /** In TLS 1.3 what happens after the handshake takes nothing from its tickets, which are good for one use each. */
    @Test
    void aTicketOfTls13OutlivesAFailureAfterTheHandshake() {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system());
        var server = TLS13.server(it -> it.sessions(sessions));
        var client = TLS13.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4)));
        try (var pair = Pair.of(client, server)) {
            var altered = ByteBuffer.wrap(Bytes.ofHex("1703030020" + "00".repeat(32)).toArray());
            assertThatThrownBy(() -> pair.client.feed(altered, ByteBuffer.allocate(1 << 14)))
                .hasMessageContaining(RECORD_DOES_NOT_OPEN.name());
        }
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.client.facts().orElseThrow().resumed()).isTrue();
        }
    }

    /** A store in this machine is told at once; one that is far away by another thread, whose trouble nobody hears of. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFarStoreIsToldBeside(boolean isFar) throws Exception {
        var told = new CompletableFuture<Thread>();
        var near = SessionStore.inMemory(1 << 20);
        var store = new SessionStore() {
            @Override
            public void put(Bytes id, Bytes sealed, Duration lifetime) {
                near.put(id, sealed, lifetime);
            }

            @Override
            public Optional<Bytes> get(Bytes id) {
                return near.get(id);
            }

            @Override
            public Optional<Bytes> take(Bytes id) {
                return near.take(id);
            }

            @Override
            public void remove(Bytes id) {
                told.complete(Thread.currentThread());
                throw new StoreUnavailable("far away", null);
            }

            @Override
            public boolean isRemote() {
                return isFar;
            }
        };
        var server = TLS12_ECDHE.server(it -> it.sessions(ServerSessions.standard(Cryptography.jdk(),
            InstantSource.system()).tickets(0).store(store)));
        try (var pair = Pair.of(TLS12_ECDHE.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4))), server)) {
            var altered = ByteBuffer.wrap(Bytes.ofHex("1703030020" + "00".repeat(32)).toArray());
            assertThatThrownBy(() -> pair.server.feed(altered, ByteBuffer.allocate(1 << 14)))
                .hasMessageContaining(RECORD_DOES_NOT_OPEN.name());
        }
        assertThat(told.get(20, TimeUnit.SECONDS).equals(Thread.currentThread())).isEqualTo(!isFar);
    }

    /** RFC 5246 sections 7.2 and 7.2.2: a session of a connection that failed does not go on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSessionOfAFailedConnectionIsForgotten(boolean byTheClient) {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).tickets(0);
        var server = TLS12_ECDHE.server(it -> it.sessions(sessions));
        var kept = ClientSessions.inMemory(1 << 20, 4);
        var client = TLS12_ECDHE.client(it -> it.sessions(kept));
        Pair.of(client, server).close();
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
            var id = pair.server.facts().orElseThrow().sessionId();
            assertThat(sessions.store().orElseThrow().get(id)).isPresent();
            var altered = ByteBuffer.wrap(Bytes.ofHex("1703030020" + "00".repeat(32)).toArray());
            var victim = byTheClient ? pair.client : pair.server;
            assertThatThrownBy(() -> victim.feed(altered, ByteBuffer.allocate(1 << 14)))
                .hasMessageContaining(RECORD_DOES_NOT_OPEN.name());
            if (byTheClient) pair.client.drain(ByteBuffer.allocate(1 << 10)); // the server does not hear of it
            else assertThat(sessions.store().orElseThrow().get(id)).isEmpty();
        }
        try (var pair = Pair.of(client, server)) {
            assertThat(pair.server.facts().orElseThrow().resumed()).isFalse();
        }
    }
}
