package dev.parley.session;

import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * A key that both sides were given beforehand. RFC 9846 section 2.2; RFC 9257 says how to make and use such keys: at
 * least 128 bits of entropy, one pair of parties for each, and not derived from a password.
 *
 * @param identity the name by which the peer finds it, 1 to 65535 bytes
 * @param key 16 bytes or more; stays the caller's
 * @param hash the hash it goes with
 * @param importContext present if the key is to be imported, which makes it fit for any hash and safe against being used
 *     in other protocols (RFC 9258): information that both sides have, may be empty
 */
public record ExternalPsk(Bytes identity, Secret key, HashAlgorithm hash, Optional<Bytes> importContext) {
    public ExternalPsk {
        if (identity.isEmpty() || identity.length() > 0xFFFF)
            throw new IllegalArgumentException("an identity has 1 to 65535 bytes");
        if (importContext.isPresent() && identity.length() + importContext.get().length() + IMPORT_OVERHEAD > 0xFFFF)
            throw new IllegalArgumentException("identity and context are too long together (RFC 9258 section 5.1)");
        if (key.length() < 16) throw new IllegalArgumentException("a PSK has at least 16 bytes (RFC 9257 section 6)");
    }

    /** Two lengths, the protocol and the KDF. */
    private static final int IMPORT_OVERHEAD = 8;

    /** For use as it is, with SHA-256. */
    public static ExternalPsk of(String identity, byte[] key) {
        return new ExternalPsk(Bytes.ofText(identity), Secret.kept(key.clone()), HashAlgorithm.SHA256,
            Optional.empty());
    }

    /** To be imported, with SHA-256 as its own hash. RFC 9258. */
    public static ExternalPsk imported(String identity, byte[] key, String context) {
        return new ExternalPsk(Bytes.ofText(identity), Secret.kept(key.clone()), HashAlgorithm.SHA256,
            Optional.of(Bytes.ofText(context)));
    }
}
