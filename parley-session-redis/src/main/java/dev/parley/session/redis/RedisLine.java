package dev.parley.session.redis;

import dev.parley.session.StoreUnavailable;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisURIHelper;
import redis.clients.jedis.util.Pool;

/**
 * The line to Redis, on which nobody waits longer than was agreed. Each question is asked on a thread of its own, since a
 * socket's time limit is one for each read, not for the whole; and while Redis does not answer, nobody asks it.
 */
final class RedisLine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisLine.class.getName());

    private final RedisClient client;
    private final Duration patience;
    private final Breaker breaker = new Breaker();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RedisLine(RedisClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    static RedisLine to(URI redis, RedisSettings settings) {
        int millis = (int) settings.patience().toMillis();
        var config =
            DefaultJedisClientConfig.builder(redis).connectionTimeoutMillis(millis).socketTimeoutMillis(millis);
        if (JedisURIHelper.isRedisSSLScheme(redis))
            config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.connections());
        pool.setMaxIdle(settings.connections());
        pool.setMaxWait(settings.patience());
        pool.setJmxEnabled(false);
        var client =
            RedisClient.builder().hostAndPort(JedisURIHelper.getHostAndPort(redis)).clientConfig(config.build())
                .poolConfig(pool).build();
        return new RedisLine(client, settings.patience());
    }

    /** @throws StoreUnavailable if there is no answer in time, or was none a moment ago */
    <T> T ask(Function<UnifiedJedis, T> question) {
        var attempt = breaker.attempt()
            .orElseThrow(() -> new StoreUnavailable("Redis did not answer a moment ago", null));
        try {
            var answer = threads.submit(() -> question.apply(client)).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (attempt.worked()) LOG.log(Level.INFO, "Redis answers again");
            return answer;
        } catch (TimeoutException e) {
            throw failed(attempt, "Redis did not answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw failed(attempt, "Redis cannot be asked", e.getCause());
        } catch (RejectedExecutionException e) {
            throw new StoreUnavailable("the line to Redis is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while Redis was asked", e);
        }
    }

    private StoreUnavailable failed(Breaker.Attempt attempt, String message, Throwable cause) {
        if (attempt.failed())
            LOG.log(Level.WARNING, message + "; sessions are not continued through it until it answers", cause);
        Pool<Connection> pool = client.getPool();
        pool.clear(); // after a restart of Redis all connections that lie ready are dead: better none than to try each
        return new StoreUnavailable(message, cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
