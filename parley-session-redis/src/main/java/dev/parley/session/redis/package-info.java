/**
 * Sessions, ticket keys and the record against replay, shared by many servers through Redis. Begin with
 * {@link dev.parley.session.redis.RedisSessions}.
 */
package dev.parley.session.redis;
