package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.WireFailure;
import java.lang.management.ManagementFactory;

/** What may come of bytes that anybody may send: nothing, or an orderly refusal, soon. */
final class Judge {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long SECOND = 1_000_000_000L;

    private Judge() {}

    /** Something with bytes from outside. */
    interface Act {
        void run() throws Exception;
    }

    /** Passes over a {@code Reason} and a codec's own refusal; everything else is a finding, and so is too much time or memory. */
    static void refusesOrderly(Act act) throws Exception {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime(); // not the clock: other work shares the machine
        try {
            act.run();
        } catch (HandshakeFailure | WireFailure refusal) {
            assertThat(refusal.getMessage()).isNotBlank();
        }
        assertThat(THREADS.getCurrentThreadCpuTime() - start).as("nanoseconds of this thread").isLessThan(LIMIT);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).as("bytes allocated").isLessThan(MOST_BYTES);
    }

    /** An input has 64 KB at most, and is not to be multiplied by more than some hundreds. Jazzer's instrumentation counts, too. */
    private static final long MOST_BYTES = Boolean.getBoolean("jazzer.hooks") ? 1L << 30 : 64L << 20;

    /** A second, and one for code that is cold or instrumented. */
    private static final long LIMIT = 2 * SECOND;
}
