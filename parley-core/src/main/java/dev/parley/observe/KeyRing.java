package dev.parley.observe;

import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.util.Optional;

/** The keys to a recorded conversation, as far as they are there. */
public interface KeyRing {
    KeyRing EMPTY = (label, clientRandom) -> Optional.empty();

    /** @param label as RFC 9850 names it */
    Optional<Bytes> secret(String label, Bytes clientRandom);

    /** The server's key, with which RSA key exchange can be read afterwards. */
    default Optional<PrivateKey> rsaKey() {
        return Optional.empty();
    }
}
