package dev.parley.handshake;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.schedule.Labels;

/** Keying material for the application, bound to the connection. RFC 9846 section 7.5, RFC 5705. */
@FunctionalInterface
public interface Exporter {
    /**
     * @param context {@code null} for none, which TLS 1.2 tells from an empty one
     * @param length in bytes
     * @return owned by the caller
     */
    Secret export(String label, byte[] context, int length);

    /** TLS 1.3's, where no context is an empty one. @param secret an exporter secret, for as long as this is used */
    static Exporter of13(Crypto crypto, HashAlgorithm hash, Secret secret) {
        return (label, context, length) -> Labels.export(crypto, hash, secret, label,
            context == null ? new byte[0] : context, length);
    }
}
