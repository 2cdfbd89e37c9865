package dev.parley.bogo;

import static dev.parley.failure.Reason.CERTIFICATE_REFUSED;
import static dev.parley.failure.Reason.STATUS_MISSING;

import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Believes every certificate, or none, as the test wants it; the runner's are not made to be believed. */
final class Judge implements Trust {
    private final BooleanSupplier refuses;
    private final boolean again;
    private int asked;
    private final boolean refusesStatus;
    private Optional<Bytes> status = Optional.empty();
    private List<Bytes> timestamps = List.of();

    /**
     * @param again is it asked again when a session goes on?
     * @param refusesStatus does it find every status wrong, even none?
     */
    Judge(BooleanSupplier refuses, boolean again, boolean refusesStatus) {
        this.refusesStatus = refusesStatus;
        this.refuses = refuses;
        this.again = again;
    }

    @Override
    public boolean checksAgain() {
        return again;
    }

    @Override
    public VerifiedChain check(PeerChain chain) {
        status = chain.status();
        timestamps = chain.timestamps();
        ask();
        if (refusesStatus) throw STATUS_MISSING.because("the test wants it so");
        return Trust.insecure().check(chain);
    }

    void ask() {
        asked++;
        if (refuses.getAsBoolean()) throw CERTIFICATE_REFUSED.because("the test wants it so");
    }

    /** The OCSP response that came last. */
    Optional<Bytes> status() {
        return status;
    }

    /** The timestamps that came last. */
    List<Bytes> timestamps() {
        return timestamps;
    }

    int asked() {
        return asked;
    }
}
