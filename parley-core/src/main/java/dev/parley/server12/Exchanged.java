package dev.parley.server12;

import dev.parley.handshake.Keys12;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * Both sides have the keys.
 *
 * @param chosen empty if an earlier session goes on
 * @param said this side's Finished, if it came first
 */
record Exchanged(Keys12 keys, Optional<Negotiation> chosen, Optional<Bytes> said) {}
