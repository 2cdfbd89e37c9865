package dev.parley.bench;

import dev.parley.Tls;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A ClientHello read by its codec, by the codec while somebody watches, and by hand as far as its structure goes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBench {
    private Bytes hello;
    private byte[] raw;

    @Setup
    public void write() {
        var record = ByteBuffer.allocate(1 << 14);
        try (var client = Tls.client(it -> it.protocols("h2", "http/1.1")).open(Papers.HOST)) {
            client.drain(record);
        }
        raw = Bytes.copyOf(record.flip().position(5)).toArray();
        hello = Bytes.of(raw);
    }

    @Benchmark
    public Object codec() {
        return Dialect.HELLO.parse(hello);
    }

    @Benchmark
    public Object watched() {
        return Span.of(Dialect.HELLO, hello);
    }

    private record ByHand(int version, byte[] random, byte[] sessionId, int[] suites, byte[] compression,
        List<Extension> extensions) {}

    private record Extension(int type, Object content) {}

    private record Share(int group, byte[] key) {}

    @Benchmark
    public Object byHand() {
        var in = ByteBuffer.wrap(raw);
        in.getInt(); // type and length
        return new ByHand(in.getShort(), bytes(in, 32), bytes(in, in.get() & 0xFF), shorts(in, in.getShort() & 0xFFFF),
            bytes(in, in.get() & 0xFF), extensions(in));
    }

    private static List<Extension> extensions(ByteBuffer in) {
        var extensions = new ArrayList<Extension>();
        in.getShort();
        while (in.hasRemaining()) {
            int type = in.getShort() & 0xFFFF;
            int length = in.getShort() & 0xFFFF;
            extensions.add(new Extension(type, switch (type) {
                case 10, 13, 50 -> shorts(in, in.getShort() & 0xFFFF);
                case 43 -> shorts(in, in.get() & 0xFF);
                case 51 -> shares(in, in.getShort() & 0xFFFF);
                case 16 -> names(in, in.getShort() & 0xFFFF);
                default -> bytes(in, length);
            }));
        }
        return extensions;
    }

    private static List<Share> shares(ByteBuffer in, int length) {
        var shares = new ArrayList<Share>();
        for (int end = in.position() + length; in.position() < end;)
            shares.add(new Share(in.getShort() & 0xFFFF, bytes(in, in.getShort() & 0xFFFF)));
        return shares;
    }

    private static List<byte[]> names(ByteBuffer in, int length) {
        var names = new ArrayList<byte[]>();
        for (int end = in.position() + length; in.position() < end;) names.add(bytes(in, in.get() & 0xFF));
        return names;
    }

    private static int[] shorts(ByteBuffer in, int length) {
        var shorts = new int[length / 2];
        for (int i = 0; i < shorts.length; i++) shorts[i] = in.getShort() & 0xFFFF;
        return shorts;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
