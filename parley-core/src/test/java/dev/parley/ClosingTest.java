package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import dev.parley.message.ClientHello;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How connections end. RFC 9846 section 6.1, RFC 5246 section 7.2.1. */
@ExtendWith(NoSecretIsLeft.class)
class ClosingTest {
    private static final Sent.Wire CLOSE_NOTIFY_IN_THE_CLEAR = new Sent.Wire(Bytes.ofHex("15030300020100"));
    private static final Sent.Wire FATAL_IN_THE_CLEAR = new Sent.Wire(Bytes.ofHex("15030300020228"));

    /** Who has no keys must not be able to end a connection, or the end of the data could be cut off unseen. */
    @Test
    void alertInTheClearEndsNoStandingConnection() {
        for (var alert : List.of(CLOSE_NOTIFY_IN_THE_CLEAR, FATAL_IN_THE_CLEAR)) {
            var client = Duel.connected(TLS13.client(), TLS13.server()).put(alert).lost();
            assertThat(client.reason()).isEqualTo(Reason.UNEXPECTED_RECORD);
            var server = Duel.connected(TLS13.server(), TLS13.client()).put(alert).lost();
            assertThat(server.reason()).isEqualTo(Reason.UNEXPECTED_RECORD);
        }
    }

    /** A client that does not like ServerHello has no keys to say so with. */
    @Test
    void alertInTheClearIsHeardInTheHandshake() {
        var failure = Duel.of(TLS13.server(), TLS13.client(), Tamper.each(ClientHello.class,
            hello -> List.of(hello, FATAL_IN_THE_CLEAR))).lost();
        assertThat(failure.reason()).isEqualTo(Reason.PEER_ALERT);
        assertThat(failure.peerAlert()).contains(AlertDescription.HANDSHAKE_FAILURE);
    }

    @Test
    void inTls13OneSideMayGoOnAlone() {
        try (var pair = Pair.of(TLS13.client(), TLS13.server())) {
            pair.client.closeOutput();
            pair.settle();
            assertThat(pair.server.isInputClosed()).isTrue();
            assertThat(pair.server.isOutputClosed()).isFalse();
            assertThat(pair.client.isInputClosed()).isFalse();
            var net = ByteBuffer.allocate(1000);
            pair.server.seal(ByteBuffer.wrap("late".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), net);
            var app = ByteBuffer.allocate(1000);
            pair.client.feed(net.flip(), app);
            assertThat(Bytes.copyOf(app.flip())).isEqualTo(Bytes.ofText("late"));
            assertThatThrownBy(() -> pair.client.seal(ByteBuffer.allocate(1), ByteBuffer.allocate(100)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
            pair.server.inputEnded(); // clean, since close_notify came before
            assertThat(pair.server.failure()).isEmpty();
        }
    }

    @Test
    void inTls12BothSidesClose() {
        try (var pair = Pair.of(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
            pair.client.closeOutput();
            pair.settle();
            assertThat(pair.server.isInputClosed() && pair.server.isOutputClosed()).isTrue();
            assertThat(pair.client.isInputClosed() && pair.client.isOutputClosed()).isTrue();
            pair.client.inputEnded();
            assertThat(pair.client.failure()).isEmpty();
        }
    }

    @Test
    void closingTwiceSaysSoOnce() {
        try (var pair = Pair.of(TLS13.client(), TLS13.server())) {
            pair.client.closeOutput();
            pair.client.closeOutput();
            pair.client.close();
            var net = ByteBuffer.allocate(1000);
            pair.client.drain(net);
            assertThat(net.position()).isEqualTo(5 + 2 + 1 + 16);
            assertThat(pair.client.feed(ByteBuffer.allocate(0), net)).isEqualTo(Connection.Fed.CLOSED);
        }
    }

    /** However a connection ends, no record key outlives it. */
    @Test
    void recordKeysEndWithTheConnection() {
        for (var kind : List.of(TLS13, TLS12_ECDHE)) {
            var keys = new OpenKeys();
            var pair = Pair.of(kind.client(it -> it.crypto(keys)), kind.server(it -> it.crypto(keys)));
            assertThat(keys.open()).as("keys of two sides and two directions").isEqualTo(4);
            pair.close();
            assertThat(keys.open()).isZero();

            var duel = Duel.connected(kind.server(it -> it.crypto(keys)), kind.client());
            duel.put(new Sent.Wire(Bytes.ofHex("17030300200000" + "00".repeat(30)))).end();
            assertThat(duel.failure()).isPresent();
            assertThat(keys.open()).as("open after a failure").isZero();
            duel.close();
        }
    }
}
