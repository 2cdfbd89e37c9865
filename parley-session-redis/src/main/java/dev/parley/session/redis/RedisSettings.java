package dev.parley.session.redis;

import dev.parley.Cryptography;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How servers share their sessions. Every server that shares must have the same settings. For one thread. */
public final class RedisSettings {
    /** The shortest time for which a bound can be kept on a busy machine. */
    private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(1);

    private String namespace = "parley";
    private Duration patience = Duration.ofMillis(50);
    private int connections = 16;
    private Duration lifetime = Duration.ofHours(24);
    private Duration rotation = Duration.ofHours(12);
    private Duration cache = Duration.ofSeconds(10);
    private Optional<Secret> master = Optional.empty();
    private Crypto crypto = Cryptography.standard();
    private InstantSource clock = InstantSource.system();

    RedisSettings() {}

    /** What all keys in Redis begin with; servers with the same one share. Without this: {@code parley}. */
    public RedisSettings namespace(String prefix) {
        namespace = prefix;
        return this;
    }

    /** How long a question may wait for its answer, connecting included; then the handshake goes on without. Without this: 50 ms. */
    public RedisSettings patience(Duration most) {
        want(most.compareTo(SHORTEST_PATIENCE) >= 0 && most.toSeconds() < 60, "patience is 1 ms to 1 minute");
        patience = most;
        return this;
    }

    /** How many connections to Redis at most. Without this: 16. */
    public RedisSettings connections(int most) {
        want(most > 0, "at least one connection is needed");
        connections = most;
        return this;
    }

    /** How long a session may be continued, at most seven days. Without this: 24 hours. */
    public RedisSettings lifetime(Duration most) {
        lifetime = most;
        return this;
    }

    /** How long a ticket key seals before the next one does; it opens for {@link #lifetime} more. Without this: 12 hours. */
    public RedisSettings rotation(Duration every) {
        rotation = every;
        return this;
    }

    /**
     * For how long ticket keys are remembered here before Redis is asked again. A new key seals only after twice this time,
     * when every server knows it; by so much the servers' clocks may differ. Without this: 10 seconds.
     */
    public RedisSettings cache(Duration time) {
        want(time.isPositive(), "ticket keys must be remembered for some time");
        cache = time;
        return this;
    }

    /**
     * Seals the ticket keys in Redis under this key, which all servers share and Redis does not know. Without this, whoever
     * reads Redis can read the sessions and, of recorded TLS 1.2 connections and PSK-only ones, the content.
     *
     * @param key 32 bytes; copied
     */
    public RedisSettings masterKey(byte[] key) {
        want(key.length == 32, "the master key has 32 bytes");
        master = Optional.of(Secret.kept(key.clone()));
        return this;
    }

    public RedisSettings crypto(Crypto other) {
        crypto = other;
        return this;
    }

    public RedisSettings clock(InstantSource source) {
        clock = source;
        return this;
    }

    String key(String name) {
        return namespace + ':' + name;
    }

    Duration patience() {
        return patience;
    }

    int connections() {
        return connections;
    }

    Duration lifetime() {
        return lifetime;
    }

    Duration rotation() {
        return rotation;
    }

    Duration cache() {
        return cache;
    }

    Optional<Secret> master() {
        return master;
    }

    Crypto crypto() {
        return crypto;
    }

    InstantSource clock() {
        return clock;
    }

    /** How long before it seals a new key is shown. */
    Duration lead() {
        return cache.multipliedBy(2);
    }

    /** How long after its first use a ticket key may open: it seals for a rotation, and its tickets live for a lifetime. */
    Duration opens() {
        return rotation.plus(lead()).plus(lifetime);
    }

    void check() {
        want(rotation.compareTo(lead()) > 0, "keys must seal for longer than it takes to make them known");
        want(opens().dividedBy(rotation) <= MOST_KEYS, "at most " + MOST_KEYS + " ticket keys open at a time");
    }

    static final int MOST_KEYS = 200;

    private static void want(boolean right, String otherwise) {
        if (!right) throw new IllegalArgumentException(otherwise);
    }
}
