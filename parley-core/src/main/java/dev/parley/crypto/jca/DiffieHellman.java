package dev.parley.crypto.jca;

import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import javax.crypto.KeyAgreement;

/** A group in which both moves are alike: the other's public key and one's own private key make the secret. */
interface DiffieHellman extends JcaGroup {
    KeyAgreement agreement() throws GeneralSecurityException;

    KeyPair generate() throws GeneralSecurityException;

    Bytes write(PublicKey key);

    /**
     * Reads a share, with all the checks that its specification demands before it is computed with.
     *
     * @throws dev.parley.failure.HandshakeFailure BAD_KEY_SHARE
     */
    PublicKey read(Bytes share) throws GeneralSecurityException;

    /** In bytes. */
    int secretLength();

    @Override
    default Offer offer() {
        try {
            return offer(generate());
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    /** An offer with a key pair that is there already. */
    default Offer offer(KeyPair pair) {
        return new OwnHalf(this, pair);
    }

    @Override
    default Answer answer(Bytes share) {
        try (var half = offer()) {
            return new Answer(half.share(), half.finish(share));
        }
    }
}
