package dev.parley.credential;

import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * The public key of an end-entity certificate and its key usage, read without judging anything else in the certificate: a
 * signature can be verified even where the rest would not be believed. RFC 5280 section 4.1.
 *
 * @param info the SubjectPublicKeyInfo, encoded; also what a raw public key is (RFC 7250 section 3)
 * @param curve of an EC key, if it is one that TLS has a name for
 * @param usages empty if the certificate does not restrict it
 */
public record LeafKey(PublicKey key, Bytes info, Optional<NamedGroup> curve, Optional<Set<KeyUsage>> usages) {

    /** What a certificate allows its key to do; the two of RFC 5280 section 4.2.1.3 that end-entities of TLS need. */
    public enum KeyUsage {
        DIGITAL_SIGNATURE,
        KEY_ENCIPHERMENT
    }

    /**
     * The key of this certificate.
     *
     * @throws dev.parley.failure.HandshakeFailure UNREADABLE_CERTIFICATE if it is no certificate,
     *         UNSUPPORTED_CERTIFICATE_KEY if the key is of an unknown kind
     */
    public static LeafKey of(Bytes certificate) {
        throw new UnsupportedOperationException();
    }

    /** A raw public key. RFC 7250. Throws as {@link #of}. */
    public static LeafKey ofInfo(Bytes info) {
        throw new UnsupportedOperationException();
    }

    /** Does the certificate allow its key to be used so? RFC 9846 section 4.5.1.2. */
    public boolean allows(KeyUsage usage) {
        return usages.map(set -> set.contains(usage)).orElse(true);
    }
}
