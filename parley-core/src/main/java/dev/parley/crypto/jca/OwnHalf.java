package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.security.auth.DestroyFailedException;

/**
 * One side of a Diffie-Hellman exchange: its fresh private key, until the other side's share is there. Closing overwrites
 * the key; the JDK's cannot be overwritten and are let go.
 */
final class OwnHalf implements Crypto.Group.Offer {
    private final DiffieHellman group;
    private final Bytes share;
    private PrivateKey key;

    OwnHalf(DiffieHellman group, KeyPair pair) {
        this.group = group;
        this.share = group.write(pair.getPublic());
        this.key = pair.getPrivate();
    }

    @Override
    public Bytes share() {
        return share;
    }

    @Override
    public Secret finish(Bytes answer) {
        if (key == null) throw new IllegalStateException("this offer is used or closed");
        try {
            var theirs = group.read(answer);
            var agreement = group.agreement();
            agreement.init(key);
            agreement.doPhase(theirs, true);
            return checked(agreement.generateSecret());
        } catch (InvalidKeyException | ProviderException e) {
            // Our key was made for this group, so theirs is meant: the providers do checks of their own.
            throw BAD_KEY_SHARE.because(e, "not a share of %s: %s", group.name(), e.getMessage());
        } catch (GeneralSecurityException e) {
            throw group.failed(e);
        } finally {
            close();
        }
    }

    /**
     * Zeros mean that the peer chose a point of small order, and with it the secret. Looked at without telling by time.
     * RFC 9846 section 7.4.2, RFC 7748 section 6.
     */
    private Secret checked(byte[] secret) {
        int any = 0;
        for (byte each : secret) any |= each;
        if (any == 0) throw BAD_KEY_SHARE.because("the secret of %s would be zero", group.name());
        return Secret.of(padded(secret));
    }

    /** Leading zeros belong to the secret; some providers take them off. RFC 9846 section 7.4.1. */
    private byte[] padded(byte[] secret) {
        if (secret.length == group.secretLength()) return secret;
        var padded = new byte[group.secretLength()];
        System.arraycopy(secret, 0, padded, padded.length - secret.length, secret.length);
        Arrays.fill(secret, (byte) 0);
        return padded;
    }

    /** Overwrites the key where its provider can, as Conscrypt's does, and lets it go. */
    @Override
    public void close() {
        var used = key;
        key = null;
        if (used == null || STAYING.get(used.getClass()).get()) return;
        try {
            used.destroy();
        } catch (DestroyFailedException _) {
            STAYING.get(used.getClass()).set(true); // an exception for each key would be dear
        }
    }

    /** Kinds of keys that cannot be overwritten. */
    private static final ClassValue<AtomicBoolean> STAYING = new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> kind) {
            return new AtomicBoolean();
        }
    };
}
