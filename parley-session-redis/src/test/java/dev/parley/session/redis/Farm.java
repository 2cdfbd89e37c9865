package dev.parley.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Connection;
import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.observe.Facts;
import dev.parley.session.ServerSessions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Servers that share one Redis, each with a line of its own, and clients; all in one process, on one clock that tests move. */
final class Farm implements AutoCloseable {
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    private static final Credential OWN = own();

    final RedisServer redis;
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final List<RedisSessions> lines = new ArrayList<>();

    Farm() {
        redis = RedisServer.start();
    }

    private static Credential own() {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(KeyKind.P256));
        return Credential.of(issued.chain(), issued.key());
    }

    /** A line with patience enough for a busy machine, unless set otherwise. */
    RedisSessions line(Consumer<RedisSettings> more) {
        var line = RedisSessions.connect(redis.uri(), it -> {
            it.clock(now::get).patience(Duration.ofSeconds(5));
            more.accept(it);
        });
        lines.add(line);
        return line;
    }

    Tls server(ProtocolVersion version, RedisSessions line, UnaryOperator<ServerSessions> how) {
        return Tls.server(
            it -> it.versions(version).credentials(OWN).clock(now::get).sessions(how.apply(line.serverSessions())));
    }

    Tls server(ProtocolVersion version) {
        return server(version, line(it -> {}), it -> it);
    }

    Tls client(ProtocolVersion version, Consumer<TlsSettings> more) {
        return Tls.client(it -> {
            it.versions(version).trust(Trust.of(List.of(AUTHORITY.root()))).clock(now::get);
            more.accept(it);
        });
    }

    void pass(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }

    /** One handshake, and close_notify. @return what the server says of it */
    static Facts handshake(Tls client, Tls server) {
        try (var ours = client.open("server.example"); var theirs = server.open()) {
            settle(ours, theirs);
            assertThat(ours.isConnected()).isTrue();
            var facts = theirs.facts().orElseThrow();
            assertThat(ours.facts().orElseThrow().resumed()).isEqualTo(facts.resumed());
            return facts;
        }
    }

    static void settle(Connection ours, Connection theirs) {
        do {
            carry(ours, theirs);
            carry(theirs, ours);
        } while (ours.hasOutput() || theirs.hasOutput());
    }

    private static void carry(Connection from, Connection to) {
        var net = ByteBuffer.allocate(1 << 16);
        from.drain(net);
        feed(to, net.flip());
    }

    static void feed(Connection to, ByteBuffer net) {
        var app = ByteBuffer.allocate(1 << 15);
        while (to.feed(net, app) == Connection.Fed.TASK) to.task().ifPresent(Runnable::run);
    }

    @Override
    public void close() {
        lines.forEach(RedisSessions::close);
        redis.close();
    }
}
