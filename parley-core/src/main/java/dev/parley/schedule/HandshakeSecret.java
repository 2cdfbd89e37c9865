package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;

/**
 * The second stage of the key schedule of TLS 1.3. RFC 9846 section 7.1.
 *
 * <pre>
 *                {@link EarlySecret}
 *                     |
 *                 "derived"
 *                     |
 *   (EC)DHE -> HKDF-Extract = Handshake Secret
 *                     +---- "c hs traffic" -- ClientHello...ServerHello -- client handshake traffic secret
 *                     +---- "s hs traffic" -- ClientHello...ServerHello -- server handshake traffic secret
 *                     |
 *                 "derived" -> {@link MainSecret}
 * </pre>
 *
 * For one thread.
 */
public final class HandshakeSecret implements AutoCloseable {
    private final Crypto crypto;
    private final HashAlgorithm hash;
    private final Secret secret;

    HandshakeSecret(Crypto crypto, HashAlgorithm hash, Secret secret) {
        this.crypto = crypto;
        this.hash = hash;
        this.secret = secret;
    }

    /** @param transcript hash of ClientHello...ServerHello */
    public Secret clientTraffic(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "c hs traffic", transcript);
    }

    /** @param transcript hash of ClientHello...ServerHello */
    public Secret serverTraffic(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "s hs traffic", transcript);
    }

    /** The next stage; this one is spent. */
    public MainSecret main() {
        try (secret; var salt = Labels.derive(crypto, hash, secret, "derived", Labels.hashOfNothing(crypto, hash))) {
            return new MainSecret(crypto, hash, crypto.extract(hash, salt, null));
        }
    }

    @Override
    public void close() {
        secret.close();
    }
}
