package dev.parley.session.redis;

import dev.parley.session.StoreUnavailable;
import dev.parley.session.TicketKey;
import dev.parley.session.TicketKeys;
import dev.parley.wire.Bytes;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import redis.clients.jedis.params.SetParams;

/**
 * Ticket keys that all servers share, and that they replace in time. Whoever finds that a new one is due makes it, under a
 * lock in Redis: one server at a time. A new key is shown for a while before it seals, so that when the first ticket under
 * it goes out, every server can open it.
 *
 * <p>The keys are remembered here for a short time, so a handshake rarely asks Redis; and while Redis is gone, the keys
 * that are known go on until they are too old.
 */
final class RedisTicketKeys implements TicketKeys {
    /** Writes the keys, if the lock is still ours, and gives the lock back: a rotator that fell asleep writes nothing. */
    private static final byte[] WRITE = """
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
        redis.call('DEL', KEYS[1])
        return 1
        """.getBytes(StandardCharsets.US_ASCII);
    /** How long a rotator that died keeps the others waiting. */
    private static final long LOCK_MILLIS = 10_000;

    private record Read(SharedKeys keys, Instant at) {
        /** A clock that was set back makes it no younger. */
        boolean isFresh(Instant now, Duration age) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }
    }

    private final RedisLine line;
    private final RedisSettings settings;
    private final byte[] place;
    private final byte[] lock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicBoolean complained = new AtomicBoolean();
    private volatile Read read = new Read(SharedKeys.NONE, Instant.EPOCH);

    RedisTicketKeys(RedisLine line, RedisSettings settings) {
        this.line = line;
        this.settings = settings;
        this.place = settings.key("ticket-keys").getBytes(StandardCharsets.UTF_8);
        this.lock = settings.key("ticket-keys-lock").getBytes(StandardCharsets.UTF_8);
    }

    /** The newest that every server knows by now. */
    @Override
    public TicketKey current() {
        var now = settings.clock().instant();
        var open = open(known(settings.cache()), now);
        return open.stream().filter(it -> !it.from().isAfter(now)).findFirst()
            .or(() -> open.isEmpty() ? Optional.empty() : Optional.of(open.getLast()))
            .map(SharedKeys.Dated::key)
            .orElseThrow(() -> new StoreUnavailable("Redis holds no ticket key that is not too old", null));
    }

    /** A name that is not known may be newer than what was read: then Redis is asked once more, but not for each such name. */
    @Override
    public Optional<TicketKey> named(Bytes name) {
        return named(name, known(settings.cache())).or(() -> named(name, known(settings.cache().dividedBy(10))));
    }

    private Optional<TicketKey> named(Bytes name, SharedKeys keys) {
        return open(keys, settings.clock().instant()).stream().map(SharedKeys.Dated::key)
            .filter(key -> key.name().equals(name)).findFirst();
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    private List<SharedKeys.Dated> open(SharedKeys keys, Instant now) {
        return keys.newestFirst().stream().filter(it -> now.isBefore(it.from().plus(settings.opens()))).toList();
    }

    @SuppressWarnings("ReferenceEquality") // has somebody else read them in the meantime?
    private SharedKeys known(Duration age) {
        var last = read;
        boolean any = !last.keys.newestFirst().isEmpty();
        var now = settings.clock().instant();
        if (any && last.isFresh(now, age)) return last.keys;
        if (!any) refreshing.lock();
        else if (!refreshing.tryLock()) return last.keys; // somebody is asking already
        try {
            if (read == last) read = new Read(refreshed(last.keys), now);
            return read.keys;
        } catch (StoreUnavailable e) {
            if (any) return last.keys;
            throw e;
        } finally {
            refreshing.unlock();
        }
    }

    private SharedKeys refreshed(SharedKeys last) {
        RedisReplayGuard.begin(line, settings);
        var keys = fetch();
        var now = settings.clock().instant();
        if (isCurrent(keys, now)) return keys;
        var token = settings.crypto().random(16).toArray();
        var taken = line.ask(redis -> redis.set(lock, token, SetParams.setParams().nx().px(LOCK_MILLIS)));
        if (taken == null) return orElse(keys, last);
        var seen = fetch(); // another may have been faster, and done
        boolean done = isCurrent(seen, now);
        var next = done ? seen : next(seen.newestFirst().isEmpty() ? last : seen, now);
        return write(next, token) ? next : orElse(seen, last);
    }

    /** Another server is at it: what there is will do. */
    private static SharedKeys orElse(SharedKeys keys, SharedKeys last) {
        if (!keys.newestFirst().isEmpty()) return keys;
        if (!last.newestFirst().isEmpty()) return last;
        throw new StoreUnavailable("another server makes the first ticket key at this moment", null);
    }

    private SharedKeys fetch() {
        var bytes = line.ask(redis -> redis.get(place));
        if (bytes == null) return SharedKeys.NONE;
        try {
            return SharedKeys.read(bytes, settings.crypto(), settings.master());
        } catch (StoreUnavailable e) {
            if (complained.compareAndSet(false, true))
                System.getLogger(RedisTicketKeys.class.getName()).log(Level.ERROR, e.getMessage());
            throw e;
        }
    }

    private boolean isCurrent(SharedKeys keys, Instant now) {
        return !keys.newestFirst().isEmpty()
            && now.isBefore(keys.newestFirst().getFirst().from().plus(settings.rotation()));
    }

    /** The old ones that still open, and a new one; the very first seals at once, since there is no other. */
    private SharedKeys next(SharedKeys old, Instant now) {
        var all = new ArrayList<>(open(old, now));
        var from = all.isEmpty() ? now : now.plus(settings.lead());
        all.addFirst(new SharedKeys.Dated(TicketKey.random(settings.crypto()), from));
        return new SharedKeys(all);
    }

    private boolean write(SharedKeys keys, byte[] token) {
        var bytes = keys.write(settings.crypto(), settings.master());
        var until =
            Long.toString(settings.opens().plus(settings.lead()).toMillis()).getBytes(StandardCharsets.US_ASCII);
        return line.ask(redis -> redis.eval(WRITE, List.of(lock, place), List.of(token, bytes, until)))
            .equals(1L);
    }
}
