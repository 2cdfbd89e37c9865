package dev.parley.crypto;

import dev.parley.wire.Bytes;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

/** A key encapsulation: whoever has a public key makes a secret that only the private key's holder can get. Thread-safe. RFC 9180 section 4. */
public interface Kem {
    /** @param encapsulation for the key's holder; @param secret owned by whoever gets it */
    record Encapsulated(Bytes encapsulation, Secret secret) {}

    /** A fresh key pair. */
    KeyPair generate();

    /** The public key as its specification writes it. */
    Bytes write(PublicKey key);

    /**
     * A fresh secret for the holder of this key.
     *
     * @throws dev.parley.failure.HandshakeFailure BAD_KEY_SHARE if it is no public key of this kind
     */
    Encapsulated encapsulate(Bytes publicKey);

    /**
     * The secret that somebody made.
     *
     * @throws dev.parley.failure.HandshakeFailure BAD_KEY_SHARE if it is no encapsulation of this kind
     */
    Secret decapsulate(PrivateKey key, Bytes encapsulation);
}
