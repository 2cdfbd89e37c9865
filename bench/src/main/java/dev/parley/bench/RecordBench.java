package dev.parley.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One record sealed by the client and opened by the server, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordBench {
    @Param({"AES_16K", "AES_64", "CHACHA_16K"})
    public Row row;
    @Param({"SUN", "PARLEY"})
    public Stack stack;
    private Talk talk;

    @Setup
    public void connect() {
        talk = stack.peers(row).connectSeen();
        talk.seen().check(row, stack);
        // SunJSSE makes its records of TLS 1.3 a little shorter than they may be.
        if (talk.send() < row.content() - 17) throw new IllegalStateException("not what was sent");
    }

    @Benchmark
    public int record(Clock clock) {
        clock.tick();
        return talk.send();
    }

    @TearDown
    public void end() {
        talk.close();
    }
}
