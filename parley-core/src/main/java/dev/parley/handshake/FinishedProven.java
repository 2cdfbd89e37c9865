package dev.parley.handshake;

import static dev.parley.failure.Reason.BAD_FINISHED;

import dev.parley.message.Finished;

/** The peer's Finished was right: both sides saw the same handshake. Only {@link #check} hands it out. RFC 9846 section 4.5.3. */
public final class FinishedProven {
    private FinishedProven() {}

    private static final FinishedProven IT = new FinishedProven();

    /** @throws dev.parley.failure.HandshakeFailure BAD_FINISHED */
    public static FinishedProven check(byte[] expected, Finished heard) {
        if (!heard.verifyData().sameInConstantTime(expected))
            throw BAD_FINISHED.because("verify_data of %d bytes is not what this side computes",
                heard.verifyData().length());
        return IT;
    }
}
