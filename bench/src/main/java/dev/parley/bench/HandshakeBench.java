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

/** A whole handshake, both sides on one thread, in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HandshakeBench {
    @Param("FULL_13")
    public Row row;
    @Param({"SUN", "PARLEY"})
    public Stack stack;
    private Peers peers;

    @Setup
    public void meet() {
        peers = stack.peers(row);
        try (var first = peers.connectSeen()) {
            if (!row.isResumed()) first.seen().check(row, stack);
        }
        try (var second = peers.connectSeen()) { // the first is never a resumed one
            second.seen().check(row, stack);
        }
    }

    @Benchmark
    public void handshake(Clock clock) {
        clock.tick();
        peers.connect().close();
    }
}
