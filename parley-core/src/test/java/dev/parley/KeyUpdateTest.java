package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.handshake.Request;
import dev.parley.message.KeyUpdate;
import dev.parley.observe.Way;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** New keys in a standing connection. RFC 9846 sections 4.7.3 and 5.5. */
@ExtendWith(NoSecretIsLeft.class)
class KeyUpdateTest {
    private final Taps client = new Taps();
    private final Taps server = new Taps();

    private Pair pair() {
        var pair = Pair.of(client.on(TLS13.client()), server.on(TLS13.server()));
        client.keys.clear();
        server.keys.clear();
        return pair;
    }

    @Test
    void oneWay() {
        try (var pair = pair()) {
            pair.client.updateKeys(false);
            pair.settle();
            pair.exchange();
            assertThat(client.keys).containsExactly(Way.OUT);
            assertThat(server.keys).containsExactly(Way.IN);
        }
    }

    @Test
    void askedForBothWays() {
        try (var pair = pair()) {
            pair.server.updateKeys(true);
            pair.settle();
            pair.exchange();
            assertThat(server.keys).containsExactly(Way.OUT, Way.IN);
            assertThat(client.keys).containsExactly(Way.IN, Way.OUT);
        }
    }

    /** Wishes that cross are both answered: RFC 9846 section 4.7.3 has each side's keys change twice. */
    @Test
    void askedForByBothAtOnce() {
        try (var pair = pair()) {
            pair.server.updateKeys(true);
            pair.client.updateKeys(true);
            pair.settle();
            pair.exchange();
            assertThat(client.keys).containsExactlyInAnyOrder(Way.OUT, Way.OUT, Way.IN, Way.IN);
            assertThat(server.keys).containsExactlyInAnyOrder(Way.OUT, Way.OUT, Way.IN, Way.IN);
        }
    }

    @Test
    void byItselfBeforeTheKeyIsWornOut() {
        try (var pair = Pair.of(client.on(TLS13.client(it -> it.crypto(BadLinks.wornOutAfter(100)))),
            server.on(TLS13.server()))) {
            client.keys.clear();
            server.keys.clear();
            var sent = new byte[1000];
            new Random(3).nextBytes(sent);
            assertThat(throughOneByOne(pair, sent)).isEqualTo(sent);
            assertThat(client.keys).as("once for each 36 records").hasSizeBetween(1000 / 37, 1000 / 35)
                .containsOnly(Way.OUT);
            assertThat(server.keys).hasSameSizeAs(client.keys).containsOnly(Way.IN);
        }
    }

    private static byte[] throughOneByOne(Pair pair, byte[] data) {
        var net = ByteBuffer.allocate(1 << 16);
        var app = ByteBuffer.allocate(1 << 16);
        var got = new ByteArrayOutputStream();
        for (byte one : data) {
            var rest = ByteBuffer.wrap(new byte[]{one});
            while (rest.hasRemaining()) if (pair.client.seal(rest, net) < 0) pair.client.drain(net);
            pair.server.feed(net.flip(), app);
            net.clear();
            got.writeBytes(Arrays.copyOf(app.array(), app.position()));
            app.clear();
        }
        return got.toByteArray();
    }

    /** A side that has nothing to say answers many wishes once. */
    @Test
    void manyWishesInSilenceAreAnsweredOnce() {
        try (var duel = Duel.connected(server.on(TLS13.server()), TLS13.client())) {
            server.keys.clear();
            for (int i = 0; i < 20; i++) duel.rogue.request(new Request.UpdateKeys(true));
            duel.settle();
            assertThat(server.keys).containsOnlyOnce(Way.OUT);
            duel.honest.seal(ByteBuffer.wrap(new byte[1]), ByteBuffer.allocate(100));
            duel.rogue.request(new Request.UpdateKeys(true));
            duel.settle();
            assertThat(server.keys).as("and again after it has said something").filteredOn(Way.OUT::equals).hasSize(2);
            assertThat(duel.failure()).isEmpty();
        }
    }

    /** RFC 9846 section 4.7.3: one wish at a time. */
    @Test
    void aWishIsNotRepeatedBeforeItsAnswer() {
        try (var pair = Pair.of(client.on(TLS13.client()), server.on(TLS13.server()))) {
            client.said.clear();
            for (int i = 0; i < 3; i++) pair.client.updateKeys(true);
            assertThat(client.said).containsExactly(new KeyUpdate(true), new KeyUpdate(false), new KeyUpdate(false));
            pair.settle();
            pair.client.updateKeys(true);
            assertThat(client.said).endsWith(new KeyUpdate(true)).hasSize(4);
            pair.settle();
            pair.exchange();
        }
    }

    @Test
    void tls12HasNone() {
        try (var pair = Pair.of(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
            assertThatThrownBy(() -> pair.client.updateKeys(false)).isInstanceOf(IllegalStateException.class);
            pair.exchange();
        }
    }

    /** What waits to be sent comes first, and is not overtaken. */
    @Test
    void sealingWaitsForWhatWasSaid() {
        try (var pair = pair()) {
            pair.client.updateKeys(true);
            var app = ByteBuffer.allocate(1);
            assertThat(pair.client.seal(app, ByteBuffer.allocate(100))).isEqualTo(-1);
            assertThat(app.hasRemaining()).isTrue();
            pair.settle();
            assertThat(pair.client.seal(app, ByteBuffer.allocate(100))).isEqualTo(1);
        }
    }
}
