package dev.parley.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Facts;
import dev.parley.session.StoreUnavailable;
import dev.parley.session.TicketKey;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Keys that servers share and replace. */
class RedisTicketKeysTest {
    private final Farm farm = new Farm();

    @AfterEach
    void close() {
        farm.close();
    }

    private RedisSessions quick() {
        return farm.line(it -> it.cache(Duration.ofSeconds(5)).rotation(Duration.ofMinutes(1))
            .lifetime(Duration.ofMinutes(30)));
    }

    @Test
    void theyRotateDuringALoadAndEverySessionGoesOn() throws Exception {
        var lines = List.of(quick(), quick(), quick());
        var keys = Collections.synchronizedSet(new HashSet<Bytes>());
        var together = new CyclicBarrier(3, () -> farm.pass(Duration.ofSeconds(4)));
        Callable<List<Facts>> load = () -> {
            var all = new ArrayList<Facts>();
            var servers = lines.stream().map(it -> farm.server(ProtocolVersion.TLS_1_3, it, same -> same)).toList();
            var client = farm.client(ProtocolVersion.TLS_1_3, it -> {});
            for (int i = 0; i < 45; i++) {
                all.add(Farm.handshake(client, servers.get(i % servers.size())));
                keys.add(lines.get(i % lines.size()).keys().current().name());
                together.await();
            }
            return all;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(List.of(load, load, load)))
                assertThat(each.get().stream().skip(1).map(Facts::notResumed)).allMatch(Optional::isEmpty);
        }
        assertThat(keys).hasSizeBetween(3, 5); // three minutes went by
    }

    @Test
    void oneServerMakesANewKeyForAll() throws Exception {
        for (int round = 0; round < 5; round++) {
            var lines = IntStream.range(0, 8).mapToObj(i -> quick()).toList();
            lines.getFirst().keys().current();
            farm.pass(Duration.ofMinutes(2));
            var all = new ArrayList<Callable<TicketKey>>();
            for (var line : lines) all.add(() -> line.keys().current());
            int before = inRedis().newestFirst().size();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var each : threads.invokeAll(all)) each.get();
            }
            assertThat(inRedis().newestFirst()).hasSize(before + 1);
            farm.pass(Duration.ofSeconds(10)); // every server has read it by now
            assertThat(lines.stream().map(it -> it.keys().current().name()).distinct()).hasSize(1);
        }
    }

    @Test
    void aNewKeySealsOnlyWhenEveryServerKnowsIt() {
        var one = quick();
        var other = quick();
        var old = one.keys().current().name();
        assertThat(other.keys().current().name()).isEqualTo(old);
        farm.pass(Duration.ofSeconds(61));
        assertThat(one.keys().current().name()).isEqualTo(old);
        farm.pass(Duration.ofSeconds(10));
        var fresh = one.keys().current().name();
        assertThat(fresh).isNotEqualTo(old);
        assertThat(other.keys().named(fresh)).isPresent();
        assertThat(other.keys().named(old)).isPresent();
        farm.pass(Duration.ofHours(1));
        assertThat(other.keys().named(old)).as("nothing that it sealed is alive").isEmpty();
    }

    /** Should a ticket come under a key that was read by others only, Redis is asked once more; not for each such ticket. */
    @Test
    void anUnknownNameIsAskedForOnce() {
        var one = quick();
        var other = quick();
        other.keys().current();
        try (var client = client()) {
            client.del("parley:ticket-keys");
            var fresh = one.keys().current().name();
            assertThat(other.keys().named(fresh)).as("just read").isEmpty();
            farm.pass(Duration.ofSeconds(1));
            assertThat(other.keys().named(fresh)).isPresent();
        }
    }

    @Test
    void whileAnotherServerHoldsTheLockTheOldKeyGoesOn() {
        quick().keys().current();
        try (var client = client()) {
            client.set("parley:ticket-keys-lock", "somebody else");
            farm.pass(Duration.ofMinutes(2));
            var line = quick();
            var key = line.keys().current();
            assertThat(inRedis().newestFirst()).extracting(it -> it.key().name())
                .containsExactly(key.name());
        }
    }

    @Test
    void underAMasterKeyRedisLearnsNothing() {
        var master = new byte[32];
        master[0] = 7;
        var line = farm.line(it -> it.masterKey(master));
        var key = line.keys().current();
        assertThat(line.keys().named(key.name())).isPresent();
        assertThat(farm.line(it -> it.masterKey(master)).keys().current().name()).isEqualTo(key.name());
        var stored = Bytes.own(stored()).hex();
        String secret = key.key().use(bytes -> Bytes.of(bytes).hex());
        assertThat(stored).doesNotContain(secret);
        assertThatThrownBy(() -> farm.line(it -> it.masterKey(new byte[32])).keys().current())
            .isInstanceOf(StoreUnavailable.class).hasMessageContaining("master key");
        assertThatThrownBy(() -> farm.line(it -> {}).keys().current()).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> farm.line(it -> it.rotation(Duration.ofSeconds(20)))).hasMessageContaining("seal");
        assertThatThrownBy(() -> farm.line(it -> it.rotation(Duration.ofMinutes(1)))).hasMessageContaining("200");
        assertThatThrownBy(() -> farm.line(it -> it.patience(Duration.ZERO))).hasMessageContaining("patience");
    }

    private SharedKeys inRedis() {
        return SharedKeys.read(stored(), Cryptography.jdk(), Optional.empty());
    }

    private byte[] stored() {
        try (var client = client()) {
            return client.get("parley:ticket-keys".getBytes(StandardCharsets.UTF_8));
        }
    }

    private RedisClient client() {
        return RedisClient.create(farm.redis.uri());
    }
}
