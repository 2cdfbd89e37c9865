package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.WireFailure;

/** What may come of bytes that anybody may send: nothing, or an orderly refusal, soon. */
final class Judge {
    private static final long SECOND = 1_000_000_000L;

    private Judge() {}

    /** Something with bytes from outside. */
    interface Act {
        void run() throws Exception;
    }

    /** Passes over a {@code Reason} and a codec's own refusal; everything else is a finding, and so is a second of time. */
    static void refusesOrderly(Act act) throws Exception {
        long start = System.nanoTime();
        try {
            act.run();
        } catch (HandshakeFailure | WireFailure refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
        assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(LIMIT);
    }

    /** In the ordinary test run other work shares the machine, and code is cold. */
    private static final long LIMIT = (System.getenv("JAZZER_FUZZ") == null ? 20 : 5) * SECOND;
}
