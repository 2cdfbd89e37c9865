package dev.parley.cli;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.PrivateKey;

/**
 * Cryptography of a thief: whatever key it is told to sign with, it signs with the one it has. Parley's own configuration
 * would not let a certificate and a key pass that do not belong together.
 */
final class ForeignKey extends DelegatingCrypto {
    private final PrivateKey only;

    /** @param only the key it has */
    ForeignKey(Crypto real, PrivateKey only) {
        super(real);
        this.only = only;
    }

    @Override
    public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
        return real.sign(scheme, only, parts);
    }
}
