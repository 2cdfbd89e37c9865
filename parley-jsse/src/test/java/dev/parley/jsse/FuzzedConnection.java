package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** One connection of the fuzz. */
final class FuzzedConnection {
    private static final int NET = 1 << 17;

    private static final ThreadLocal<ByteBuffer[]> ARENAS =
        ThreadLocal.withInitial(
            () -> new ByteBuffer[]{ByteBuffer.allocateDirect(1 << 19), ByteBuffer.allocateDirect(1 << 19)});

    private final SplittableRandom random;
    private int arenas;
    private final End client;
    private final End server;
    private long steps;

    /** One of the two, with what it has sent and received. The stream of each is made of its positions. */
    private final class End {
        final SSLEngine engine;
        final ByteBuffer in = ByteBuffer.allocate(NET).flip();
        End peer;
        long sent;
        long received;
        int finished;

        /** More than all the buffers of two calls: to allocate direct ones for each would take most of the time. */
        private final ByteBuffer arena = ARENAS.get()[arenas++ & 1].clear();
        private int arenaAt;

        End(SSLEngine engine) {
            this.engine = engine;
        }

        void any() throws SSLException {
            steps++;
            int dice = random.nextInt(100);
            if (dice < 45) unwrap(chance(in.remaining()), chance(18_000));
            else if (dice < 90) wrap(chance(40_000), chance(18_000));
            else if (dice < 98) task();
            else if (dice == 98 && engine.getSession().getProtocol().equals("TLSv1.3"))
                engine.beginHandshake(); // new keys
            else engine.getHandshakeStatus();
        }

        /** Often nothing, often little, sometimes much. */
        private int chance(int most) {
            return switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> Math.min(most, 1 + random.nextInt(8));
                case 2 -> random.nextInt(most + 1);
                default -> most;
            };
        }

        private void task() {
            var task = engine.getDelegatedTask();
            if (task != null) task.run();
        }

        void unwrap(int available, int room) throws SSLException {
            var net = shaped(available).put(in.duplicate().limit(in.position() + available)).flip();
            if (random.nextInt(4) == 0) net = net.asReadOnlyBuffer();
            var dsts = split(room);
            var result = engine.unwrap(net, dsts, 0, dsts.length);
            told(result);
            assertThat(net.position()).as("consumed").isEqualTo(result.bytesConsumed());
            in.position(in.position() + result.bytesConsumed());
            int produced = 0;
            for (var dst : dsts) {
                produced += dst.position();
                dst.flip();
                while (dst.hasRemaining())
                    if (dst.get() != (byte) (received++ * 31)) throw new AssertionError("another byte at " + received);
            }
            assertThat(produced).as("produced").isEqualTo(result.bytesProduced());
        }

        void wrap(int much, int room) throws SSLException {
            peer.in.compact();
            int free = Math.min(room, peer.in.remaining());
            var srcs = split(much);
            long at = sent;
            for (var src : srcs) {
                while (src.hasRemaining()) src.put((byte) (at++ * 31));
                src.flip();
            }
            for (int i = 0; i < srcs.length; i++) if (random.nextInt(4) == 0) srcs[i] = srcs[i].asReadOnlyBuffer();
            var net = shaped(free);
            var result = engine.wrap(srcs, 0, srcs.length, net);
            told(result);
            int consumed = 0;
            for (var src : srcs) consumed += src.position();
            assertThat(consumed).as("consumed").isEqualTo(result.bytesConsumed());
            assertThat(net.position()).as("produced").isEqualTo(result.bytesProduced());
            sent += consumed;
            peer.in.put(net.flip()).flip();
        }

        private void told(SSLEngineResult result) {
            if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) finished++;
            assertThat(finished).as("FINISHED is told once").isLessThanOrEqualTo(1);
            if (result.getStatus() == Status.BUFFER_OVERFLOW || result.getStatus() == Status.BUFFER_UNDERFLOW)
                assertThat(result.bytesConsumed() + result.bytesProduced()).as("%s moves nothing", result).isZero();
        }

        private ByteBuffer shaped(int capacity) {
            if (random.nextBoolean()) return ByteBuffer.allocate(capacity);
            arenaAt = arenaAt + capacity > arena.capacity() ? 0 : arenaAt;
            var part = arena.slice(arenaAt, capacity);
            arenaAt += capacity;
            return part;
        }

        private ByteBuffer[] split(int total) {
            int parts = 1 + random.nextInt(3);
            var all = new ByteBuffer[parts];
            int left = total;
            for (int i = 0; i < parts; i++) {
                int one = i == parts - 1 ? left : random.nextInt(left + 1);
                all[i] = shaped(one);
                left -= one;
            }
            return all;
        }

        /** What a program does that waits for the end. @return false if there is nothing to do */
        boolean goOn() throws SSLException {
            steps++;
            if (engine.isInboundDone()) in.position(in.limit()); // the network takes it, nobody reads it
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> task();
                case NEED_WRAP -> wrap(0, 18_000);
                default -> {
                    if (!in.hasRemaining() || engine.isInboundDone()) return false;
                    int before = in.remaining();
                    unwrap(in.remaining(), 18_000);
                    return in.remaining() < before || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                        || engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
                }
            }
            return true;
        }
    }

    FuzzedConnection(SSLContext clients, SSLContext servers, SplittableRandom random) {
        this.random = random;
        this.client = new End(clients.createSSLEngine("server.example", 1 + random.nextInt(50)));
        this.server = new End(servers.createSSLEngine());
        client.peer = server;
        server.peer = client;
        client.engine.setUseClientMode(true);
        server.engine.setUseClientMode(false);
        client.engine.setEnabledProtocols(new String[]{random.nextBoolean() ? "TLSv1.3" : "TLSv1.2"});
        if (random.nextInt(4) == 0) server.engine.setNeedClientAuth(true);
        if (random.nextInt(4) == 0) {
            var parameters = client.engine.getSSLParameters();
            parameters.setMaximumPacketSize(200 + random.nextInt(10_000));
            client.engine.setSSLParameters(parameters);
        }
    }

    long run() throws SSLException {
        int most = 200 + random.nextInt(6_000);
        if (random.nextInt(4) == 0) return runUntilSomebodyLeaves(most);
        for (int i = 0; i < most; i++) (random.nextBoolean() ? client : server).any();
        settle();
        assertThat(client.finished).isEqualTo(1);
        assertThat(server.finished).isEqualTo(1);
        assertThat(server.received).as("from client to server").isEqualTo(client.sent);
        assertThat(client.received).as("from server to client").isEqualTo(server.sent);
        end();
        return steps;
    }

    /** One closes at any moment, perhaps amid the handshake. Then exceptions are in order, but the end must come. */
    private long runUntilSomebodyLeaves(int most) {
        int when = random.nextInt(random.nextBoolean() ? 30 : most);
        for (int i = 0; i < most; i++) {
            var end = random.nextBoolean() ? client : server;
            if (i == when) end.engine.closeOutbound();
            tolerant(end::any);
        }
        tolerant(this::settle);
        for (var end : new End[]{client, server}) {
            end.engine.closeOutbound();
            tolerant(end.engine::closeInbound);
        }
        for (int i = 0; i < 4; i++) tolerant(this::settle);
        for (var end : new End[]{client, server}) {
            assertThat(end.engine.isInboundDone()).as("inbound is done").isTrue();
            assertThat(end.engine.isOutboundDone()).as("outbound is done").isTrue();
            assertThat(end.received).isLessThanOrEqualTo(end.peer.sent);
        }
        return steps;
    }

    private interface Action {
        void run() throws SSLException;
    }

    private static void tolerant(Action action) {
        try {
            action.run();
        } catch (SSLException _) {
            return; // the connection is over
        }
    }

    private void settle() throws SSLException {
        int patience = 100_000;
        while (client.goOn() | server.goOn()) assertThat(patience--).as("goes on for ever").isPositive();
    }

    private void end() throws SSLException {
        var first = random.nextBoolean() ? client : server;
        first.engine.closeOutbound();
        settle();
        assertThat(first.engine.isOutboundDone()).isTrue();
        assertThat(first.peer.engine.isInboundDone()).isTrue();
        first.peer.engine.closeOutbound();
        settle();
        first.engine.closeInbound();
        first.peer.engine.closeInbound();
        for (var end : new End[]{client, server}) {
            assertThat(end.engine.isInboundDone() && end.engine.isOutboundDone()).isTrue();
            assertThat(end.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
            assertThat(end.engine.wrap(ByteBuffer.allocate(5), ByteBuffer.allocate(20_000)).getStatus())
                .isEqualTo(Status.CLOSED);
            assertThat(end.engine.unwrap(ByteBuffer.allocate(5), ByteBuffer.allocate(20_000)).getStatus())
                .isEqualTo(Status.CLOSED);
        }
    }
}
