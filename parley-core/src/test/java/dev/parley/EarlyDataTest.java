package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failure.Reason;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.NotResumed;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Data before the handshake is done: kept apart, refused, skipped, and never taken twice. RFC 9846 sections 4.3.10 and 8. */
class EarlyDataTest extends SessionLab {
    private Tls earlyServer(UnaryOperator<ServerSessions> how) {
        var sessions = how.apply(sessions().earlyData(16384));
        return server(ProtocolVersion.TLS_1_3, it -> it.sessions(sessions));
    }

    private static Pair early(Tls client, Tls server, byte[] data) {
        var pair = Pair.beginEarly(client, server);
        if (pair.client.earlyRoom() > 0) pair.sendEarly(ByteBuffer.wrap(data));
        pair.settle();
        assertThat(pair.server.isConnected()).isTrue();
        return pair;
    }

    private static final byte[] HASTE = "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Test
    void earlyDataComesFirstAndApart() {
        var server = earlyServer(it -> it);
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = early(client, server, HASTE)) {
            assertThat(pair.server.early()).isEqualTo(EarlyFate.ACCEPTED);
            assertThat(pair.client.facts().orElseThrow().earlyData()).isEqualTo(EarlyFate.ACCEPTED);
            assertThat(pair.server.takeEarly()).isEqualTo(Bytes.of(HASTE));
            assertThat(pair.atServer.position()).isZero();
            pair.exchange();
        }
    }

    /** RFC 9846 section 2.3: the server's keys are there as soon as its Finished is said. */
    @Test
    void earlyDataCanBeAnsweredBeforeTheClientHasFinished() {
        var server = earlyServer(it -> it);
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.beginEarly(client, server)) {
            pair.sendEarly(ByteBuffer.wrap(HASTE));
            assertThat(pair.server.mayWrite()).isFalse();
            pair.toServer();
            assertThat(pair.server.takeEarly()).isEqualTo(Bytes.of(HASTE));
            assertThat(pair.server.isConnected()).isFalse();
            assertThat(pair.server.mayWrite()).isTrue();
            var record = ByteBuffer.allocate(pair.server.sealedLength(HASTE.length));
            pair.toClient();
            assertThat(pair.server.seal(ByteBuffer.wrap(HASTE), record)).isEqualTo(HASTE.length);
            pair.client.feed(record.flip(), pair.atClient);
            assertThat(Bytes.copyOf(pair.atClient.flip())).isEqualTo(Bytes.of(HASTE));
            try (var ours = pair.server.export("test", null, 32); var its = pair.client.export("test", null, 32)) {
                ours.lend(bytes -> its.lend(others -> assertThat(bytes).isEqualTo(others)));
            }
            pair.atClient.clear();
            pair.settle();
            pair.exchange();
        }
    }

    /** Not a byte more than the ticket allows, however often there is something to send. */
    @Test
    void earlyDataEndsWhereTheTicketSays() {
        var server = earlyServer(it -> it);
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.beginEarly(client, server)) {
            assertThat(pair.client.earlyRoom()).isEqualTo(16384);
            pair.sendEarly(ByteBuffer.allocate(1000));
            assertThat(pair.client.earlyRoom()).isEqualTo(15384);
            var rest = ByteBuffer.allocate(20_000);
            pair.sendEarly(rest);
            assertThat(rest.remaining()).isEqualTo(20_000 - 15_384);
            assertThat(pair.client.earlyRoom()).isZero();
            pair.settle();
            assertThat(pair.server.takeEarly().length()).isEqualTo(16384);
        }
    }

    @Test
    void earlyDataIsSkippedByAServerThatDoesNotWantIt() {
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, earlyServer(it -> it), Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = early(client, server(ProtocolVersion.TLS_1_3, it -> {}), HASTE)) {
            assertThat(pair.client.early()).isEqualTo(EarlyFate.REJECTED);
            assertThat(pair.server.takeEarly().isEmpty()).isTrue();
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
            pair.exchange();
        }
    }

    @Test
    void earlyDataIsSkippedByAServerThatWantsAnotherHello() {
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, earlyServer(it -> it), Optional.of(NotResumed.NOT_OFFERED));
        var server = server(ProtocolVersion.TLS_1_3,
            it -> it.groups(NamedGroup.SECP384R1).sessions(sessions().earlyData(16384)));
        try (var pair = early(client, server, new byte[16384])) {
            assertThat(pair.client.early()).isEqualTo(EarlyFate.REJECTED);
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
            pair.exchange();
        }
    }

    @Test
    void earlyDataIsNotAcceptedTwice() {
        var shared = sessions().earlyData(16384);
        var one = server(ProtocolVersion.TLS_1_3, it -> it.sessions(shared));
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, one, Optional.of(NotResumed.NOT_OFFERED));
        byte[] recorded;
        try (var pair = Pair.beginEarly(client, one)) {
            recorded = pair.recordEarly(ByteBuffer.wrap(HASTE));
            pair.settle();
            assertThat(pair.server.early()).isEqualTo(EarlyFate.ACCEPTED);
        }
        try (var again = one.open()) {
            assertThat(again.feed(ByteBuffer.wrap(recorded), ByteBuffer.allocate(0)))
                .isEqualTo(Connection.Fed.HAS_OUTPUT);
            assertThat(again.early()).isEqualTo(EarlyFate.REJECTED);
            assertThat(again.takeEarly().isEmpty()).isTrue();
        }
    }

    @Test
    void earlyDataOfAnOldHelloIsRefused() {
        var server = earlyServer(it -> it);
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.beginEarly(client, server)) {
            now = now.plusSeconds(60);
            pair.sendEarly(ByteBuffer.wrap(HASTE));
            pair.settle();
            assertThat(pair.server.early()).isEqualTo(EarlyFate.REJECTED);
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
        }
    }

    @Test
    void aGuardThatIsYoungerThanTheTicketTrustsNothing() {
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, earlyServer(it -> it), Optional.of(NotResumed.NOT_OFFERED));
        now = now.plusSeconds(1);
        try (var pair = early(client, earlyServer(it -> it), HASTE)) { // a server started anew, with the old ticket keys
            assertThat(pair.server.early()).isEqualTo(EarlyFate.REJECTED);
            assertThat(pair.server.facts().orElseThrow().resumed()).isTrue();
        }
    }

    /** Anybody can make hellos with wrong binders: they must not fill the guard. */
    @Test
    void aGuardIsNotAskedBeforeTheBinderIsChecked() {
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        var server = earlyServer(it -> it.guard((fingerprint, issued, window) -> asked.incrementAndGet() > 0));
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        byte[] recorded;
        try (var pair = Pair.beginEarly(client, server)) {
            recorded = pair.recordEarly(ByteBuffer.wrap(HASTE));
        }
        recorded[20] ^= 1; // in the random, which the binder covers
        try (var forged = server.open()) {
            assertThatThrownBy(() -> forged.feed(ByteBuffer.wrap(recorded), ByteBuffer.allocate(0)))
                .hasMessageContaining(Reason.BAD_PSK_BINDER.name());
        }
        assertThat(asked).hasValue(0);
    }

    /** RFC 9846 section 4.3.10: what was accepted is held to the same rules as all other records. */
    @Test
    void alteredEarlyDataThatWasAcceptedEndsTheConnection() {
        var server = earlyServer(it -> it);
        var client = client(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.beginEarly(client, server)) {
            var recorded = pair.recordEarly(ByteBuffer.wrap(HASTE));
            recorded[recorded.length - 1] ^= 1;
            try (var victim = server.open()) {
                assertThatThrownBy(() -> {
                    var net = ByteBuffer.wrap(recorded);
                    while (net.hasRemaining()) victim.feed(net, ByteBuffer.allocate(0));
                }).hasMessageContaining(Reason.RECORD_DOES_NOT_OPEN.name());
            }
        }
    }

    /** RFC 9846 section 5.5: its key cannot be changed, so it ends before that is worn out. */
    @Test
    void earlyDataEndsBeforeItsKeyIsWornOut() {
        var client = client(ProtocolVersion.TLS_1_3, it -> it.crypto(BadLinks.wornOutAfter(100)));
        var server = earlyServer(it -> it);
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.beginEarly(client, server)) {
            int records = 0;
            var net = ByteBuffer.allocate(1 << 16);
            while (pair.client.earlyRoom() > 0 && records < 1000) {
                pair.client.sealEarly(ByteBuffer.wrap(new byte[]{1}), net);
                records++;
            }
            assertThat(records).isBetween(10, 99);
        }
    }

    @Test
    void falseStartWritesBeforeTheServerHasFinished() {
        var server = server(ProtocolVersion.TLS_1_2, it -> {});
        var client = client(ProtocolVersion.TLS_1_2, it -> it.falseStart(true));
        try (var pair = Pair.begin(client, server)) {
            pair.toServer();
            pair.toClient();
            assertThat(pair.client.isConnected()).isFalse();
            assertThat(pair.client.mayWrite()).isTrue();
            pair.client.export("test", null, 32).close();
            pair.settle();
            pair.exchange();
        }
    }
}
