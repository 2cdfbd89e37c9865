package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.WireFailure;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What may come of bytes that anybody may send: nothing, or an orderly refusal, soon. */
final class Judge {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long SECOND = 1_000_000_000L;

    private Judge() {}

    /** Something with bytes from outside. */
    interface Act {
        void run() throws Exception;
    }

    /** Passes over a {@code Reason} and a codec's own refusal; everything else is a finding, and so is a second of time. */
    static void refusesOrderly(Act act) throws Exception {
        long start = THREADS.getCurrentThreadCpuTime(); // not the clock: other work shares the machine
        try {
            act.run();
        } catch (HandshakeFailure | WireFailure refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
        assertThat(THREADS.getCurrentThreadCpuTime() - start).as("nanoseconds of this thread").isLessThan(LIMIT);
    }

    /** A second, and one for code that is cold or instrumented. */
    private static final long LIMIT = 2 * SECOND;
}
