package dev.parley.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Tls;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Facts;
import dev.parley.observe.NotResumed;
import dev.parley.session.StoreUnavailable;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis is gone, or slow: handshakes go on, as full ones where they must, and within the bound. */
class RedisTroubleTest {
    private final Farm farm = new Farm();

    @AfterEach
    void close() {
        farm.close();
    }

    @Test
    void killedInTheMiddleOfALoadItLosesNoConnection() throws Exception {
        var stateful = farm.server(ProtocolVersion.TLS_1_3, farm.line(it -> {}), it -> it.stateful(true));
        var ids = farm.server(ProtocolVersion.TLS_1_2);
        var done = new AtomicInteger();
        Callable<List<Facts>> load = () -> {
            var all = new ArrayList<Facts>();
            var client13 = farm.client(ProtocolVersion.TLS_1_3, it -> {});
            var client12 = farm.client(ProtocolVersion.TLS_1_2, it -> {});
            for (int i = 0; i < 20; i++) {
                all.add(Farm.handshake(client13, stateful));
                all.add(Farm.handshake(client12, ids));
                if (done.incrementAndGet() == 40) farm.redis.kill();
            }
            return all;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var loads = threads.invokeAll(List.of(load, load, load, load));
            for (var each : loads) assertThat(each.get()).hasSize(40); // a failed handshake would have thrown
        }
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
        assertThat(Farm.handshake(client, stateful).resumed()).isFalse();
        farm.redis.begin();
        goesOnAgain(client, stateful);
    }

    /** The breaker lets one through after a while; from then on all is as before. */
    private static void goesOnAgain(Tls client, Tls server) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Farm.handshake(client, server).resumed())
            assertThat(System.nanoTime()).as("Redis is back, but sessions are not").isLessThan(end);
    }

    @Test
    void whatWasSealedUnderKnownKeysGoesOnWithoutRedis() {
        var server = farm.server(ProtocolVersion.TLS_1_3);
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
        Farm.handshake(client, server);
        farm.redis.kill();
        farm.pass(Duration.ofMinutes(5)); // the keys are due to be read again
        assertThat(Farm.handshake(client, server).notResumed()).isEmpty();
        farm.pass(Duration.ofDays(3)); // but not under keys that are too old
        assertThat(Farm.handshake(client, server).resumed()).isFalse();
    }

    @Test
    void withoutAnyKeyThereAreNoTicketsAndTheStorySaysWhy() {
        farm.redis.kill();
        var server = farm.server(ProtocolVersion.TLS_1_2, farm.line(it -> {}), it -> it);
        var client = farm.client(ProtocolVersion.TLS_1_2, it -> {});
        assertThat(Farm.handshake(client, server).notResumed()).contains(NotResumed.NOT_OFFERED);
        assertThat(Farm.handshake(client, server).notResumed()).contains(NotResumed.NOT_OFFERED);
        var lucky = farm.client(ProtocolVersion.TLS_1_2, it -> {});
        var elsewhere =
            Tls.server(it -> it.versions(ProtocolVersion.TLS_1_2).credentials(server.config().credentials()));
        Farm.handshake(lucky, elsewhere);
        assertThat(Farm.handshake(lucky, server).notResumed()).contains(NotResumed.STORE_DOWN);
    }

    @Test
    void slowItKeepsToTheBound() {
        var patience = Duration.ofMillis(500);
        var line = farm.line(it -> it.patience(patience));
        var server = farm.server(ProtocolVersion.TLS_1_3, line, it -> it.stateful(true));
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
        Farm.handshake(client, server);
        farm.redis.stopAnswering();
        long begin = System.nanoTime();
        assertThatThrownBy(() -> line.store().get(Bytes.ofText("a name"))).isInstanceOf(StoreUnavailable.class);
        assertThat(since(begin)).isBetween(patience, patience.multipliedBy(3));
        int questions = 200;
        begin = System.nanoTime();
        for (int i = 0; i < questions; i++)
            assertThatThrownBy(() -> line.store().get(Bytes.ofText("a name"))).isInstanceOf(StoreUnavailable.class);
        assertThat(since(begin)).as("the breaker spares most of them the waiting")
            .isLessThan(patience.multipliedBy(questions / 10));
        for (int i = 0; i < 5; i++) assertThat(Farm.handshake(client, server).resumed()).isFalse();
        farm.redis.answerAgain();
        goesOnAgain(client, server);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void itComesLaterThanTheServer() throws IOException {
        farm.redis.kill();
        var server = farm.server(ProtocolVersion.TLS_1_3);
        var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
        assertThat(Farm.handshake(client, server).resumed()).isFalse();
        farm.redis.begin();
        goesOnAgain(client, server);
    }
}
