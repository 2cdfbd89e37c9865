package dev.parley.bogo;

import static dev.parley.failure.Reason.CERTIFICATE_REFUSED;

import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.wire.Bytes;
import java.util.Optional;

/** Believes every certificate, or none, as the test wants it; the runner's are not made to be believed. */
final class Judge implements Trust {
    private final boolean refuses;
    private int asked;
    private Optional<Bytes> status = Optional.empty();

    Judge(boolean refuses) {
        this.refuses = refuses;
    }

    @Override
    public VerifiedChain check(PeerChain chain) {
        asked++;
        status = chain.status();
        if (refuses) throw CERTIFICATE_REFUSED.because("the test wants it so");
        return Trust.insecure().check(chain);
    }

    /** The OCSP response that came last. */
    Optional<Bytes> status() {
        return status;
    }

    int asked() {
        return asked;
    }
}
