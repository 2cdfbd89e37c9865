package dev.parley.session.redis;

import dev.parley.session.SessionStore;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/** Sessions by id, kept in Redis until their time is over. What is kept there is sealed under the ticket keys. */
final class RedisSessionStore implements SessionStore {
    private final RedisLine line;
    private final Bytes prefix;

    RedisSessionStore(RedisLine line, RedisSettings settings) {
        this.line = line;
        this.prefix = Bytes.own(settings.key("session:").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void put(Bytes id, Bytes sealed, Duration lifetime) {
        line.ask(redis -> redis.set(key(id), sealed.toArray(), SetParams.setParams().px(lifetime.toMillis())));
    }

    @Override
    public Optional<Bytes> get(Bytes id) {
        return line.ask(redis -> Optional.ofNullable(redis.get(key(id))).map(Bytes::own));
    }

    /** GETDEL is one step: of two servers that ask at once, one gets it. */
    @Override
    public Optional<Bytes> take(Bytes id) {
        return line.ask(redis -> Optional.ofNullable(redis.getDel(key(id))).map(Bytes::own));
    }

    @Override
    public void remove(Bytes id) {
        line.ask(redis -> redis.del(key(id)));
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    private byte[] key(Bytes id) {
        return Bytes.join(prefix, id).toArray();
    }
}
