package dev.parley.session;

import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * A key that both sides were given beforehand. RFC 9846 section 2.2; RFC 9257 says how to make and use such keys: at
 * least 128 bits of entropy, one pair of parties for each, and not derived from a password.
 *
 * @param identity the name by which the peer finds it, at most 65535 bytes; without one it is for TLS 1.2 only
 * @param key stays the caller's; 16 random bytes or more, unless the peer cannot: whoever records a handshake can try short
 *     ones until one fits
 * @param hash the hash it goes with
 * @param importContext present if the key is to be imported, which makes it fit for any hash and safe against being used
 *     in other protocols (RFC 9258): information that both sides have, may be empty
 */
public record ExternalPsk(Bytes identity, Secret key, HashAlgorithm hash, Optional<Bytes> importContext) {
    public ExternalPsk {
        if (identity.length() > 0xFFFF) throw new IllegalArgumentException("an identity has at most 65535 bytes");
        if (importContext.isPresent() && identity.length() + importContext.get().length() + IMPORT_OVERHEAD > 0xFFFF)
            throw new IllegalArgumentException("identity and context are too long together (RFC 9258 section 5.1)");
        if (key.length() == 0) throw new IllegalArgumentException("a PSK has at least one byte");
    }

    private static void check(String identity, byte[] key) {
        if (identity.isEmpty()) throw new IllegalArgumentException("an identity has at least one byte");
        if (key.length < 16) throw new IllegalArgumentException("a PSK has at least 16 bytes (RFC 9257 section 6)");
    }

    /** Two lengths, the protocol and the KDF. */
    private static final int IMPORT_OVERHEAD = 8;

    /** For use as it is, with SHA-256. @throws IllegalArgumentException if it has less than 16 bytes */
    public static ExternalPsk of(String identity, byte[] key) {
        check(identity, key);
        return new ExternalPsk(Bytes.ofText(identity), Secret.kept(key.clone()), HashAlgorithm.SHA256,
            Optional.empty());
    }

    /** To be imported, with SHA-256 as its own hash. RFC 9258. */
    public static ExternalPsk imported(String identity, byte[] key, String context) {
        check(identity, key);
        return new ExternalPsk(Bytes.ofText(identity), Secret.kept(key.clone()), HashAlgorithm.SHA256,
            Optional.of(Bytes.ofText(context)));
    }
}
