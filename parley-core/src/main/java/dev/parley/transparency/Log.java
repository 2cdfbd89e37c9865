package dev.parley.transparency;

import dev.parley.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A public log of certificates that is believed. RFC 6962 section 3.
 *
 * @param id the SHA-256 hash of its key, 32 bytes
 * @param key with which it signs its timestamps
 * @param name for people
 * @param operator who runs it: two logs of one operator count as one witness
 * @param expiring it takes only certificates that end within this span, if it is limited
 * @param retired from when on its timestamps count no longer, if it was retired
 */
public record Log(Bytes id, PublicKey key, String name, String operator, Optional<Span> expiring,
    Optional<Instant> retired) {
    /** From {@code from} up to, not including, {@code to}. */
    public record Span(Instant from, Instant to) {
        boolean contains(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    public Log {
        if (!id.equals(idOf(key)))
            throw new IllegalArgumentException("the id of the log \"%s\" is not the hash of its key".formatted(name));
        Objects.requireNonNull(operator, "operator");
    }

    /** A log without limits. */
    public static Log of(PublicKey key, String name, String operator) {
        return new Log(idOf(key), key, name, operator, Optional.empty(), Optional.empty());
    }

    /** RFC 6962 section 3.2. */
    public static Bytes idOf(PublicKey key) {
        return sha256(key.getEncoded());
    }

    static Bytes sha256(byte[] bytes) {
        try {
            return Bytes.own(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
