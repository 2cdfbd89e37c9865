package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static dev.parley.failure.Reason.OWN_KEY_FAILED;

import dev.parley.crypto.Crypto;
import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;

/** A group whose shares have fixed lengths, so that a hybrid can take two of them apart. Lengths are in bytes. */
interface JcaGroup extends Crypto.Group {
    /** As its specification writes it. */
    String name();

    int offerLength();

    int answerLength();

    default Bytes ofLength(int expected, Bytes share) {
        if (share.length() == expected) return share;
        throw BAD_KEY_SHARE.because("a share of %s has %d bytes, this one %d", name(), expected, share.length());
    }

    default HandshakeFailure bad(GeneralSecurityException cause) {
        return BAD_KEY_SHARE.because(cause, "not a share of %s: %s", name(), cause.getMessage());
    }

    default HandshakeFailure failed(Exception cause) {
        return OWN_KEY_FAILED.because(cause, "%s is not to be had here: %s", name(), cause.getMessage());
    }
}
