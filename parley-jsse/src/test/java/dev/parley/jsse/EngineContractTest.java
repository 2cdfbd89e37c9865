package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SSLEngine's documentation promises: kinds of buffers, two threads at once, and tasks for slow work only. */
@Timeout(120)
class EngineContractTest {
    private static EnginePair pair(String version) throws Exception {
        var pair = new EnginePair(Lab.context(Lab.PARLEY, null).createSSLEngine("server.example", 443),
            Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine());
        pair.client.setEnabledProtocols(new String[]{version});
        pair.shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "the tickets come before this");
        return pair;
    }

    private static final List<Function<byte[], ByteBuffer>> KINDS = List.of(ByteBuffer::wrap,
        bytes -> ByteBuffer.wrap(bytes).asReadOnlyBuffer(),
        bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(),
        bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer(),
        bytes -> ByteBuffer.allocate(bytes.length + 7).position(5).put(bytes).flip().position(5).slice());

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void takesBuffersOfEveryKindGatheredAndScattered(String version) throws Exception {
        var pair = pair(version);
        var random = new SplittableRandom(7);
        for (var source : KINDS)
            for (var net : KINDS)
                for (boolean direct : new boolean[]{false, true}) {
                    var bytes = new byte[3000];
                    random.nextBytes(bytes);
                    var srcs = new ByteBuffer[]{source.apply(new byte[0]), part(source, bytes, 0, 1),
                        part(source, bytes, 1, 1999), part(source, bytes, 2000, 1000)};
                    var out = direct ? ByteBuffer.allocateDirect(20_000) : ByteBuffer.allocate(20_000);
                    var wrapped = pair.client.wrap(srcs, 1, 3, out);
                    assertThat(wrapped.bytesConsumed()).isEqualTo(3000);
                    assertThat(wrapped.bytesProduced()).isEqualTo(out.position());
                    var record = new byte[out.flip().remaining()];
                    out.get(record);
                    var in = net.apply(record);
                    var dsts = new ByteBuffer[]{room(direct, 9), room(direct, 1000), room(!direct, 0),
                        room(!direct, 2001), room(direct, 9)}; // and the type, which TLS 1.3 seals too
                    var unwrapped = pair.server.unwrap(in, dsts, 1, 3);
                    assertThat(unwrapped.getStatus()).isEqualTo(Status.OK);
                    assertThat(in.hasRemaining()).isFalse();
                    assertThat(unwrapped.bytesProduced()).isEqualTo(3000);
                    assertThat(dsts[0].position() + dsts[4].position()).as("outside of the range").isZero();
                    var joined = ByteBuffer.allocate(3000);
                    for (var dst : dsts) joined.put(dst.flip());
                    assertThat(joined.array()).isEqualTo(bytes);
                }
    }

    private static ByteBuffer part(Function<byte[], ByteBuffer> kind, byte[] bytes, int from, int length) {
        return kind.apply(java.util.Arrays.copyOfRange(bytes, from, from + length));
    }

    private static ByteBuffer room(boolean direct, int bytes) {
        return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whatDoesNotFitIsLeftAsItWas(String version) throws Exception {
        var pair = pair(version);
        var source = ByteBuffer.allocate(500);
        for (int room = 0; room < 500; room += 50) {
            assertThat(pair.client.wrap(source, ByteBuffer.allocate(room)).getStatus())
                .isEqualTo(Status.BUFFER_OVERFLOW);
            assertThat(source.position()).isZero();
        }
        pair.client.wrap(source, pair.toServer);
        pair.toServer.flip();
        int length = pair.toServer.remaining();
        for (int there = 0; there < length; there++) {
            var part = pair.toServer.slice(0, there);
            assertThat(pair.server.unwrap(part, ByteBuffer.allocate(500)).getStatus())
                .isEqualTo(Status.BUFFER_UNDERFLOW);
            assertThat(part.position()).isZero();
        }
        for (int room = 0; room < 500; room += 50) {
            assertThat(pair.server.unwrap(pair.toServer, ByteBuffer.allocate(room)).getStatus())
                .isEqualTo(Status.BUFFER_OVERFLOW);
            assertThat(pair.toServer.position()).isZero();
        }
        assertThat(pair.server.unwrap(pair.toServer, ByteBuffer.allocate(501)).bytesProduced()).isEqualTo(500);
    }

    /** Path checks may read from the disk or the network; key exchange and records take microseconds. */
    @Test
    void onlySlowWorkIsATask() throws Exception {
        var tasks = new ArrayList<String>();
        var pair = new EnginePair(Lab.context(Lab.PARLEY, null).createSSLEngine("server.example", 443),
            Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine());
        pair.client.beginHandshake();
        pair.server.beginHandshake();
        for (int i = 0; i < 40; i++) {
            if (pair.client.getHandshakeStatus() == HandshakeStatus.NEED_TASK) tasks.add("client");
            if (pair.server.getHandshakeStatus() == HandshakeStatus.NEED_TASK) tasks.add("server");
            pair.stepOnce();
        }
        assertThat(pair.told).containsExactlyInAnyOrder("client", "server");
        assertThat(tasks).containsExactly("client");
    }

    /** Both directions at full speed, each engine wrapping on one thread while it unwraps on another. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void wrapsAndUnwrapsOnTwoThreads(String version) throws Exception {
        var pair = pair(version);
        BlockingQueue<byte[]> toServer = new ArrayBlockingQueue<>(16);
        BlockingQueue<byte[]> toClient = new ArrayBlockingQueue<>(16);
        boolean renews = version.equals("TLSv1.3");
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Future<Void>>();
            all.add(threads.submit(sending(pair.client, toServer, renews)));
            all.add(threads.submit(sending(pair.server, toClient, renews)));
            all.add(threads.submit(receiving(pair.client, toClient)));
            all.add(threads.submit(receiving(pair.server, toServer)));
            for (var one : all) one.get(100, TimeUnit.SECONDS);
        }
    }

    private static final long MUCH = 8_000_000;

    private static Callable<Void> sending(SSLEngine engine, BlockingQueue<byte[]> net, boolean renews) {
        return () -> {
            var random = new SplittableRandom(1);
            var record = ByteBuffer.allocate(20_000);
            int records = 0;
            for (long at = 0; at < MUCH;) {
                if (renews && ++records % 100 == 0) engine.beginHandshake(); // new keys amid the traffic
                var source = ByteBuffer.allocate((int) Math.min(MUCH - at, 1 + random.nextInt(30_000)));
                for (long i = at; source.hasRemaining(); i++) source.put((byte) (i * 31));
                source.flip();
                while (source.hasRemaining()) {
                    var result = engine.wrap(source, record.clear());
                    assertThat(result.getStatus()).isEqualTo(Status.OK);
                    at += result.bytesConsumed();
                    pass(record, net);
                }
            }
            return null;
        };
    }

    private static void pass(ByteBuffer record, BlockingQueue<byte[]> net) throws InterruptedException {
        if (record.flip().remaining() == 0) return;
        var bytes = new byte[record.remaining()];
        record.get(bytes);
        net.put(bytes);
    }

    private static Callable<Void> receiving(SSLEngine engine, BlockingQueue<byte[]> net) {
        return () -> {
            var room = ByteBuffer.allocate(20_000);
            for (long at = 0; at < MUCH;) {
                var bytes = net.poll(60, TimeUnit.SECONDS);
                assertThat(bytes).as("after " + at + " bytes").isNotNull();
                var result = engine.unwrap(ByteBuffer.wrap(bytes), room.clear());
                assertThat(result.getStatus()).isEqualTo(Status.OK);
                room.flip();
                while (room.hasRemaining())
                    if (room.get() != (byte) (at++ * 31)) throw new AssertionError("another byte at " + at);
            }
            return null;
        };
    }
}
