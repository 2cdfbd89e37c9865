package dev.parley.session.redis;

import dev.parley.session.ReplayGuard;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import redis.clients.jedis.params.SetParams;

/**
 * One record for all servers of which early data was accepted. Fails closed: without an answer nothing is accepted.
 *
 * <p>A Redis that was started anew, or emptied, has forgotten. So it holds the time since when it remembers, and of
 * tickets from before it accepts none. RFC 9846 section 8.2.
 */
final class RedisReplayGuard implements ReplayGuard {
    /** Remembers KEYS[2], and answers since when it remembers; "" if KEYS[2] was there, or if it remembers nothing. */
    private static final byte[] FIRST = ascii("""
        local since = redis.call('GET', KEYS[1])
        if since and redis.call('SET', KEYS[2], '', 'NX', 'PX', ARGV[1]) then return since end
        return ''
        """);

    private final RedisLine line;
    private final byte[] since;
    private final Bytes prefix;
    private final Duration skew;

    RedisReplayGuard(RedisLine line, RedisSettings settings) {
        this.line = line;
        this.since = since(settings);
        this.prefix = Bytes.own(settings.key("early:").getBytes(StandardCharsets.UTF_8));
        this.skew = settings.lead();
    }

    private static byte[] since(RedisSettings settings) {
        return settings.key("early-since").getBytes(StandardCharsets.UTF_8);
    }

    /** Makes sure that Redis knows since when it remembers. Done whenever ticket keys are read, so before any ticket is given. */
    static void begin(RedisLine line, RedisSettings settings) {
        var now = ascii(Long.toString(settings.clock().millis()));
        line.ask(redis -> redis.set(since(settings), now, SetParams.setParams().nx()));
    }

    @Override
    public boolean isFirst(Bytes fingerprint, Instant issued, Duration window) {
        var key = Bytes.join(prefix, fingerprint).toArray();
        var answer = line.ask(
            redis -> (byte[]) redis.eval(FIRST, List.of(since, key), List.of(ascii(Long.toString(window.toMillis())))));
        if (answer.length == 0) return false;
        var remembers = Instant.ofEpochMilli(Long.parseLong(new String(answer, StandardCharsets.US_ASCII)));
        return !issued.isBefore(remembers.plus(skew)); // the ticket's time is another machine's
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
