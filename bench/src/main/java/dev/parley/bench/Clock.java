package dev.parley.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Processor time of the measuring thread for one operation: on a busy machine it says more than the time on the wall,
 * which counts what others do in between.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Clock {
    static final String COUNTER = "cpuMicros";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long operations;
    private long start;

    @Setup(Level.Iteration)
    public void begin() {
        operations = 0;
        start = THREADS.getCurrentThreadCpuTime();
    }

    void tick() {
        operations++;
    }

    /** Read by JMH, under this name. */
    public double cpuMicros() {
        return operations == 0 ? 0 : (THREADS.getCurrentThreadCpuTime() - start) / 1000.0 / operations;
    }
}
