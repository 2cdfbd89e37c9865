package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_RSA;
import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.RecordPadding;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.handshake.Request;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerHelloDone;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a carrier does at its edges: short buffers, calls after the end, several threads, data between nuisances. */
@ExtendWith(NoSecretIsLeft.class)
class CarrierEdgesTest {
    private static final Sent DATA = new Sent.Record(23, Bytes.ofText("x"));
    private static final Sent NO_DATA = new Sent.Record(23, Bytes.EMPTY);
    private static final Sent WARNING = new Sent.Record(21, Bytes.ofHex("0164")); // no_renegotiation

    /** Data shows that the peer means business; an empty record does not. */
    @Test
    void keyUpdatesAreCountedFromTheLastData() {
        for (var between : List.of(DATA, NO_DATA))
            try (var duel = Duel.connected(TLS13.server(), TLS13.client())) {
                for (int i = 0; i < 30; i++) duel.rogue.request(new Request.UpdateKeys(false));
                duel.put(between);
                for (int i = 0; i < 30; i++) duel.rogue.request(new Request.UpdateKeys(false));
                duel.settle();
                if (between.equals(DATA)) assertThat(duel.failure()).isEmpty();
                else assertThat(duel.failure()).get().extracting(HandshakeFailure::reason)
                    .isEqualTo(Reason.TOO_MANY_KEY_UPDATES);
            }
    }

    @Test
    void warningsAreCountedFromTheLastData() {
        for (var between : List.of(DATA, NO_DATA))
            try (var duel = Duel.connected(TLS12_ECDHE.server(), TLS12_ECDHE.client())) {
                duel.put(WARNING, WARNING, WARNING, WARNING, between, WARNING);
                if (between.equals(DATA)) assertThat(duel.failure()).isEmpty();
                else assertThat(duel.failure()).get().extracting(HandshakeFailure::reason)
                    .isEqualTo(Reason.TOO_MANY_WARNINGS);
            }
    }

    @Test
    void requestsToRenegotiateAreCountedFromTheLastData() {
        var request = new Sent.Record(22, Bytes.ofHex("00000000"));
        for (var between : List.of(DATA, NO_DATA))
            try (var duel = Duel.connected(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
                duel.put(request, request, request, request, between, request);
                if (between.equals(DATA)) assertThat(duel.failure()).isEmpty();
                else assertThat(duel.failure()).get().extracting(HandshakeFailure::reason)
                    .isEqualTo(Reason.TOO_MANY_WARNINGS);
            }
    }

    /** RFC 5246 section 7.2.2 lets a client go on after a warning; in TLS 1.3 it is an error (RFC 9846 section 6). */
    @Test
    void aWarningInTheHandshakeEndsOnlyThatOfTls13() {
        try (
            var duel = Duel.of(TLS12_ECDHE.client(), TLS12_ECDHE.server(), Tamper.before(ServerHello.class, WARNING))) {
            assertThat(duel.honest.isConnected()).isTrue();
        }
        try (var duel =
            Duel.of(TLS12_ECDHE.client(), TLS12_ECDHE.server(), Tamper.before(ServerHelloDone.class, WARNING))) {
            assertThat(duel.honest.isConnected()).isTrue();
        }
        assertThat(Duel.of(TLS13.client(), TLS13.server(), Tamper.before(EncryptedExtensions.class, WARNING)).lost()
            .reason()).isEqualTo(Reason.PEER_ALERT);
    }

    /** Whatever is asked of a connection that has failed, it says why it did. */
    @Test
    void afterAFailureEveryCallTellsIt() {
        try (var duel = Duel.connected(TLS13.client(it -> {}), TLS13.server())) {
            duel.put(new Sent.Record(0, Bytes.ofText("?")));
            var failure = duel.failure().orElseThrow();
            var net = ByteBuffer.allocate(1000);
            assertThatThrownBy(() -> duel.honest.updateKeys(true)).isSameAs(failure);
            assertThatThrownBy(() -> duel.honest.seal(ByteBuffer.allocate(1), net)).isSameAs(failure);
            assertThatThrownBy(() -> duel.honest.sealEarly(ByteBuffer.allocate(1), net)).isSameAs(failure);
            assertThatThrownBy(() -> duel.honest.feed(ByteBuffer.allocate(0), net)).isSameAs(failure);
            assertThatCode(duel.honest::inputEnded).doesNotThrowAnyException();
        }
    }

    /** A task that failed is no task any more, and the failure is told to who feeds. */
    @Test
    void aFailedTaskIsOver() {
        var client = TLS13.client(it -> it.trust(_ -> {
            throw Reason.CERTIFICATE_REFUSED.because("never");
        }));
        try (var pair = Pair.begin(client, TLS13.server())) {
            assertThatThrownBy(pair::settle).hasMessageContaining("CERTIFICATE_REFUSED");
            assertThat(pair.client.task()).isEmpty();
            assertThatThrownBy(() -> pair.client.feed(ByteBuffer.allocate(0), ByteBuffer.allocate(0)))
                .hasMessageContaining("CERTIFICATE_REFUSED");
        }
    }

    /** What waits to be sent is the same bytes, however small the pieces in which it is fetched. */
    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE"})
    void whatWaitsIsFetchedInPiecesToo(Sides.Kind kind) {
        try (var client = kind.client().open(Sides.HOST); var server = kind.server().open()) {
            var toServer = new ByteArrayOutputStream();
            var toClient = new ByteArrayOutputStream();
            for (int round = 0; round < 4; round++) {
                fetch(client, toServer);
                give(server, toServer);
                fetch(server, toClient);
                give(client, toClient);
            }
            assertThat(client.isConnected() && server.isConnected()).isTrue();
        }
    }

    private static void fetch(Connection from, ByteArrayOutputStream all) {
        while (from.hasOutput()) {
            var piece = ByteBuffer.allocate(7);
            from.drain(piece);
            all.write(piece.array(), 0, piece.position());
        }
    }

    /** Byte for byte, so that every length is "too little" once. */
    private static void give(Connection to, ByteArrayOutputStream all) {
        var net = ByteBuffer.wrap(all.toByteArray());
        var app = ByteBuffer.allocate(1 << 14);
        for (int i = 1, end = net.limit(); i <= end; i++) {
            net.limit(i);
            while (to.feed(net, app) == Connection.Fed.TASK) to.task().ifPresent(Runnable::run);
        }
        all.reset();
        all.write(net.array(), net.position(), net.remaining());
    }

    /** Whoever leaves a lock behind stops every other thread; so each call is made here, and then by somebody else. */
    @Test
    void noCallLeavesALockBehind() {
        try (var pair = Pair.of(TLS13.client(), TLS13.server())) {
            for (int i = 0; i < 2; i++) {
                pair.exchange();
                pair.client.export("EXPORTER-test", null, 32).close();
                pair.client.task();
                pair.client.hasOutput();
                pair.client.updateKeys(true);
                assertThat(pair.client.earlyRoom()).isZero();
                assertThat(pair.client.sealEarly(ByteBuffer.allocate(1), ByteBuffer.allocate(100))).isZero();
                pair.settle();
            }
            elsewhere(() -> {
                pair.client.export("EXPORTER-test", null, 32).close();
                pair.client.updateKeys(true);
                pair.settle();
                pair.exchange();
            });
            elsewhere(pair.client::close);
            elsewhere(() -> {
                assertThat(pair.client.feed(ByteBuffer.allocate(0), ByteBuffer.allocate(0)))
                    .isEqualTo(Connection.Fed.CLOSED);
                assertThatThrownBy(() -> pair.client.export("EXPORTER-test", null, 32))
                    .isInstanceOf(IllegalStateException.class);
                assertThat(pair.client.hasOutput()).isTrue();
            });
        }
    }

    /** In a thread of its own, which must come to an end. */
    private static void elsewhere(Runnable action) {
        var problem = new AtomicReference<Throwable>();
        var other = Thread.ofPlatform().daemon().start(() -> {
            try {
                action.run();
            } catch (RuntimeException | AssertionError e) {
                problem.set(e);
            }
        });
        try {
            assertThat(other.join(Duration.ofSeconds(20))).as("the other thread got through").isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(problem.get()).isNull();
    }

    /** A flight that was said before the connection ended can still be fetched, and so can the word that it ended. */
    @Test
    void whatWasSaidBeforeTheEndCanStillBeFetched() {
        for (var kind : List.of(TLS13, TLS12_ECDHE))
            try (var pair = Pair.begin(kind.client(), kind.server())) {
                pair.toServer();
                var fatal = ByteBuffer.wrap(Bytes.ofHex("15030300020228").toArray());
                assertThatThrownBy(() -> pair.server.feed(fatal, ByteBuffer.allocate(0)))
                    .hasMessageContaining("PEER_ALERT");
                var net = ByteBuffer.allocate(1 << 14);
                pair.server.drain(net);
                assertThat(net.position()).isGreaterThan(100);
            }
        try (var pair = Pair.of(TLS13.client(), TLS13.server())) {
            elsewhere(pair.client::close);
            pair.settle();
            assertThat(pair.server.isInputClosed()).isTrue();
        }
    }

    /** Tickets that wait when the peer gives up are sealed before their key goes. */
    @Test
    void whatWaitsIsSealedBeforeItsKeyGoes() {
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system());
        var client = TLS13.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4)));
        try (var pair = Pair.begin(client, TLS13.server(it -> it.sessions(sessions)))) {
            pair.toServer();
            pair.toClient();
            pair.toServer();
            assertThat(pair.server.isConnected() && pair.server.hasOutput()).isTrue();
            pair.client.abort(Reason.CERTIFICATE_REFUSED.because("late"));
            assertThatThrownBy(pair::toServer).hasMessageContaining("PEER_ALERT");
            var net = ByteBuffer.allocate(1 << 14);
            pair.server.drain(net);
            assertThat(net.position()).isGreaterThan(100);
        }
    }

    /** A record that somebody sends again is not of this place in the order, whatever protects it. */
    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE", "TLS12_RSA"})
    void aRecordCountsOnce(Sides.Kind kind) {
        try (var pair = Pair.of(kind.client(), kind.server())) {
            var net = ByteBuffer.allocate(1000);
            pair.client.seal(ByteBuffer.allocate(10), net);
            var again = net.flip().duplicate();
            var app = ByteBuffer.allocate(1 << 14);
            pair.server.feed(net, app);
            assertThat(app.position()).isEqualTo(10);
            assertThatThrownBy(() -> pair.server.feed(again, app)).hasMessageContaining("RECORD_DOES_NOT_OPEN");
        }
    }

    /** Both sides said close_notify: nobody need call close for the keys to go. */
    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE"})
    void keysGoOnceBothSidesHaveClosed(Sides.Kind kind) {
        var keys = new OpenKeys();
        try (var pair = Pair.of(kind.client(it -> it.crypto(keys)), kind.server(it -> it.crypto(keys)))) {
            assertThat(keys.open()).isEqualTo(4);
            pair.client.closeOutput();
            pair.settle();
            pair.server.closeOutput();
            pair.settle();
            assertThat(keys.open()).isZero();
        }
    }

    /** A connection that another thread closes while this one reads forgets its keys when the reading is done. */
    @Test
    void keysGoAfterTheReaderIfItIsAtIt() {
        var keys = new OpenKeys();
        var connection = new AtomicReference<Connection>();
        var closing = new Observer() {
            @Override
            public void applicationData(Way way, int bytes) {
                if (way == Way.IN) elsewhere(connection.get()::close);
            }
        };
        try (var pair = Pair.of(TLS13.client(it -> it.crypto(keys)).observing(() -> closing), TLS13.server())) {
            connection.set(pair.client);
            assertThat(keys.open()).isEqualTo(2);
            var net = ByteBuffer.allocate(1000);
            pair.server.seal(ByteBuffer.allocate(1), net);
            pair.client.feed(net.flip(), ByteBuffer.allocate(1000));
            assertThat(keys.open()).isZero();
        }
    }

    /** What an observer hears of the end: who closed, whether that was announced, and why it failed. */
    @Test
    void theEndIsTold() {
        var told = new ArrayList<String>();
        var listening = new Observer() {
            @Override
            public void closed(Way way, boolean clean) {
                told.add(way + (clean ? " clean" : " cut"));
            }

            @Override
            public void failure(HandshakeFailure failure) {
                told.add(failure.reason().name());
            }
        };
        try (var pair = Pair.of(TLS13.client().observing(() -> listening), TLS13.server())) {
            pair.client.closeOutput();
            assertThatThrownBy(pair.client::inputEnded).hasMessageContaining("CLOSED_EARLY");
            assertThat(pair.client.isInputClosed()).isTrue();
            assertThat(told).containsExactly("OUT clean", "IN cut", "CLOSED_EARLY");
        }
    }

    /** RFC 9846 appendix E.4 leaves it to the client; a server sends it to who asks. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changeCipherSpecForMiddleboxesIsTheClientsChoice(boolean wanted) {
        var said = new ArrayList<Boolean>();
        var listening = new Observer() {
            @Override
            public void changeCipherSpec(Way way, boolean counts) {
                if (way == Way.OUT) said.add(counts);
            }
        };
        for (boolean client : new boolean[]{true, false})
            try (var pair = Pair.of(on(client, listening, TLS13.client(it -> it.compatibility(wanted))),
                on(!client, listening, TLS13.server()))) {
                    pair.exchange();
                    assertThat(said).isEqualTo(wanted ? List.of(false) : List.of());
                    said.clear();
                }
    }

    private static Tls on(boolean listens, Observer observer, Tls tls) {
        return listens ? tls.observing(() -> observer) : tls;
    }

    /** RFC 8449 section 4: the limit counts padding, too; what a CBC record has besides its content it does not count. */
    @Test
    void theLimitCountsPadding() {
        var client = TLS13.client(it -> it.recordSizeLimit(1000).padding(RecordPadding.NONE));
        try (var duel = Duel.connected(TLS13.server(it -> it.recordSizeLimit(100)), client)) {
            duel.put(new Sent.Record(23, Bytes.own(new byte[100])));
            assertThat(duel.failure()).isEmpty();
            duel.put(padded(90, 10));
            assertThat(duel.failure()).isEmpty();
            duel.put(padded(90, 11));
            assertThat(duel.failure()).get().extracting(HandshakeFailure::reason).isEqualTo(Reason.RECORD_TOO_LONG);
        }
        try (var pair =
            Pair.of(TLS12_RSA.client(it -> it.recordSizeLimit(100)), TLS12_RSA.server(it -> it.recordSizeLimit(100)))) {
            pair.exchange();
        }
    }

    /** Data, its type, and padding: the last zero stands where the type would be without it. */
    private static Sent padded(int data, int zeros) {
        return new Sent.Record(0, Bytes.join(Bytes.own(new byte[data]), Bytes.of((byte) 23),
            Bytes.own(new byte[zeros - 1])));
    }

    /** Only the very first bytes are guessed at: later something is wrong with a peer that did speak TLS. */
    @ParameterizedTest
    @CsvSource({"0, 'GET / HTTP/1.1', 'HTTP client'", "1, 'GET / HTTP/1.1', 'record type 71, version byte 69'",
        "1, 'GE', 'record type 71, version byte 69'", "1, 'G', 'record type 71, version byte -1'"})
    void onlyTheFirstBytesAreGuessedAt(int flights, String text, String said) {
        for (var kind : List.of(TLS13, TLS12_ECDHE))
            try (var pair = Pair.begin(kind.client(), kind.server())) {
                for (int i = 0; i < flights; i++) pair.toServer();
                assertThatThrownBy(() -> pair.server.feed(ByteBuffer.wrap(Bytes.ofText(text).toArray()),
                    ByteBuffer.allocate(0))).hasMessageContaining("NOT_TLS").hasMessageContaining(said);
            }
    }

    /** RFC 5246 section 7.2.2: each request to renegotiate is declined by a warning. */
    @Test
    void everyRequestToRenegotiateIsDeclined() {
        try (var duel = Duel.connected(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
            IntStream.range(0, 3).forEach(_ -> duel.put(new Sent.Record(22, Bytes.ofHex("00000000"))));
            assertThat(duel.said()).hasSize(3).allMatch(alert -> alert.description().name().equals("no_renegotiation"));
        }
    }
}
