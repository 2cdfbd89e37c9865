package dev.parley.session.redis;

import dev.parley.session.ReplayGuard;
import dev.parley.session.ServerSessions;
import dev.parley.session.SessionStore;
import dev.parley.session.TicketKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sessions shared by all servers that use the same Redis: a client may come back to any of them.
 *
 * <pre>{@code
 * try (var shared = RedisSessions.connect(URI.create("redis://10.0.0.7:6379"), it -> it.masterKey(key))) {
 *     var tls = Tls.server(it -> it.credentials(own).sessions(shared.serverSessions()));
 *     ...
 * }
 * }</pre>
 *
 * <p>A handshake never depends on Redis: if that is gone or slow, it goes on as a full one, within
 * {@link RedisSettings#patience}, and early data is refused. Thread-safe.
 */
public final class RedisSessions implements AutoCloseable {
    private final RedisLine line;
    private final RedisSettings settings;
    private final SessionStore store;
    private final TicketKeys keys;
    private final ReplayGuard guard;

    private RedisSessions(RedisLine line, RedisSettings settings) {
        this.line = line;
        this.settings = settings;
        this.store = new RedisSessionStore(line, settings);
        this.keys = new RedisTicketKeys(line, settings);
        this.guard = new RedisReplayGuard(line, settings);
    }

    /** With the standard settings. */
    public static RedisSessions connect(URI redis) {
        return connect(redis, it -> {});
    }

    /**
     * Does not wait for Redis, which may come later.
     *
     * @param redis {@code redis://user:password@host:port/database}, or {@code rediss:} for TLS
     * @throws IllegalArgumentException if the settings contradict each other
     */
    public static RedisSessions connect(URI redis, Consumer<RedisSettings> how) {
        var settings = new RedisSettings();
        how.accept(settings);
        settings.check();
        return new RedisSessions(RedisLine.to(redis, settings), settings);
    }

    /** For a server's configuration: keys, store and guard in Redis, two tickets for each handshake, no early data. */
    public ServerSessions serverSessions() {
        return new ServerSessions(keys, Optional.of(store), false, settings.lifetime(), 2, 0, guard,
            Duration.ofSeconds(10));
    }

    public SessionStore store() {
        return store;
    }

    public TicketKeys keys() {
        return keys;
    }

    public ReplayGuard guard() {
        return guard;
    }

    /** Closes the connections to Redis. Handshakes that still use it become full ones. */
    @Override
    public void close() {
        line.close();
    }
}
