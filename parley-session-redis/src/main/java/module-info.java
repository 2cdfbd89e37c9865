/** Sessions that many servers share through Redis. */
@SuppressWarnings("requires-automatic") // Jedis and its pool are not modules yet
module dev.parley.session.redis {
    requires transitive dev.parley;
    requires redis.clients.jedis;
    requires org.apache.commons.pool2;

    exports dev.parley.session.redis;
}
