package dev.parley.handshake;

import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.schedule.EarlySecret;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * A key that both sides have already. RFC 9846 section 4.3.11.
 *
 * @param key borrowed from its session or configuration, or in custody
 * @param session the earlier session, unless the key comes from outside
 */
public record Psk(Bytes identity, Secret key, HashAlgorithm hash, EarlySecret.Origin origin, long obfuscatedAge,
    Optional<Session> session) {}
