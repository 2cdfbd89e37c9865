package dev.parley.credential;

import static dev.parley.failure.Reason.UNKNOWN_RAW_KEY;

import dev.parley.credential.VerifiedChain.Check;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Judges public keys that a peer shows without a certificate. Thread-safe; may block. RFC 7250. */
@FunctionalInterface
public interface RawKeyTrust {
    /**
     * Is this the key of whom is to be reached, or may come?
     *
     * @param host whom this side wanted to reach; empty for a client's key
     * @return a chain without certificates
     * @throws dev.parley.failure.HandshakeFailure UNKNOWN_RAW_KEY, or another
     */
    VerifiedChain check(LeafKey key, java.util.Optional<String> host);

    /** These keys and no others, whoever the peer says it is. */
    static RawKeyTrust of(PublicKey... known) {
        var keys = Set.of(known);
        return (key, _) -> {
            if (!keys.contains(key.key()))
                throw UNKNOWN_RAW_KEY.because("the %s key %s is none of the %d that are known",
                    key.key().getAlgorithm(),
                    fingerprint(key), keys.size());
            return new VerifiedChain(List.of(), List.of(new Check("raw public key",
                "it is one of the %d that are known".formatted(keys.size()), "RFC 7250 section 6")));
        };
    }

    /** The SHA-256 hash of a key's SubjectPublicKeyInfo, in hexadecimal: what people compare. */
    static String fingerprint(LeafKey key) {
        try {
            return HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(key.info().toArray()));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
