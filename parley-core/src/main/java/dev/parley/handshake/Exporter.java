package dev.parley.handshake;

import dev.parley.crypto.Secret;

/** Keying material for the application, bound to the connection. RFC 9846 section 7.5, RFC 5705. */
@FunctionalInterface
public interface Exporter {
    /**
     * @param context {@code null} for none, which TLS 1.2 tells from an empty one
     * @param length in bytes
     * @return owned by the caller
     */
    Secret export(String label, byte[] context, int length);
}
