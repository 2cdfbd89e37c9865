package dev.parley.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Two SSLEngines with nothing between them but two buffers. */
final class EngineTalk implements Talk {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** The buffers of a thread, of the kind the stack likes best, used by one pair of engines behind the other. */
    record Buffers(ByteBuffer toServer, ByteBuffer toClient, ByteBuffer in, ByteBuffer out) {
        static Buffers of(boolean direct, int content) {
            var out = allocate(direct, content);
            return new Buffers(allocate(direct, 1 << 16), allocate(direct, 1 << 16), allocate(direct, 1 << 15), out);
        }

        private static ByteBuffer allocate(boolean direct, int bytes) {
            return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
        }
    }

    private final SSLEngine client;
    private final SSLEngine server;
    private final Buffers buffers;
    private final Runnable ended;
    private final boolean isNative;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream(0);

    private EngineTalk(SSLEngine client, SSLEngine server, Buffers buffers, Runnable ended, boolean isNative) {
        this.client = client;
        this.server = server;
        this.buffers = buffers;
        this.ended = ended;
        this.isNative = isNative;
    }

    static EngineTalk shakeHands(SSLEngine client, SSLEngine server, Buffers buffers, boolean watched) {
        return begun(new EngineTalk(client, server, buffers, () -> {}, false), watched);
    }

    /** @param ended frees what the collector does not */
    static EngineTalk shakeNativeHands(SSLEngine client, SSLEngine server, Buffers buffers, boolean watched,
        Runnable ended) {
        return begun(new EngineTalk(client, server, buffers, ended, true), watched);
    }

    /** The server says one byte: BoringSSL keeps its tickets of TLS 1.3 until there is something to say. */
    EngineTalk withTickets() {
        try {
            buffers.toClient.clear();
            server.wrap(ONE_BYTE.duplicate(), buffers.toClient);
            buffers.toClient.flip();
            while (buffers.toClient.hasRemaining()) client.unwrap(buffers.toClient, buffers.in.clear());
            return this;
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final ByteBuffer ONE_BYTE = ByteBuffer.allocateDirect(1);

    private static EngineTalk begun(EngineTalk talk, boolean watched) {
        try {
            talk.shakeHands(watched);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
        return talk;
    }

    private void shakeHands(boolean watched) throws SSLException {
        buffers.toServer.clear().flip();
        buffers.toClient.clear().flip();
        client.beginHandshake();
        server.beginHandshake();
        boolean moved = true;
        while (moved) {
            moved = step(client, buffers.toServer, buffers.toClient);
            int before = buffers.toClient.remaining();
            moved |= step(server, buffers.toClient, buffers.toServer);
            if (watched) keep(buffers.toClient.duplicate(), before);
        }
        if (isNative) flush();
        if (isShaking(client) || isShaking(server)) throw new IllegalStateException(
            "stuck: " + client.getHandshakeStatus() + ", " + server.getHandshakeStatus());
    }

    /** OpenSSL's engines have tickets for the client in store when they are done. */
    private void flush() throws SSLException {
        buffers.toClient.clear();
        while (server.wrap(NOTHING, buffers.toClient).bytesProduced() > 0) continue;
        buffers.toClient.flip();
        while (buffers.toClient.hasRemaining()) client.unwrap(buffers.toClient, buffers.in.clear());
    }

    private void keep(ByteBuffer toClient, int before) {
        var more = new byte[toClient.remaining() - before];
        toClient.position(toClient.position() + before).get(more);
        said.writeBytes(more);
    }

    private static boolean isShaking(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private boolean step(SSLEngine engine, ByteBuffer to, ByteBuffer from) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) task.run();
                return true;
            }
            case NEED_WRAP -> {
                to.compact();
                engine.wrap(NOTHING, to);
                to.flip();
                return true;
            }
            default -> {
                if (!from.hasRemaining()) return rest(engine, to);
                buffers.in.clear();
                var before = engine.getHandshakeStatus();
                return engine.unwrap(from, buffers.in).bytesConsumed() > 0 || engine.getHandshakeStatus() != before;
            }
        }
    }

    /** Netty's engines want one more call to see that they are done, though there is nothing to say or hear. */
    private boolean rest(SSLEngine engine, ByteBuffer to) throws SSLException {
        if (isShaking(client) == isShaking(server)) return false;
        if (isShaking(engine)) {
            engine.unwrap(NOTHING, buffers.in);
            return !isShaking(engine);
        }
        to.compact();
        int produced = engine.wrap(NOTHING, to).bytesProduced();
        to.flip();
        return produced > 0;
    }

    @Override
    public int send() {
        buffers.out.clear();
        buffers.toServer.clear();
        buffers.in.clear();
        try {
            client.wrap(buffers.out, buffers.toServer);
            buffers.toServer.flip();
            while (buffers.toServer.hasRemaining()) server.unwrap(buffers.toServer, buffers.in);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
        return buffers.in.position();
    }

    @Override
    public FirstFlight seen() {
        return FirstFlight.read(ByteBuffer.wrap(said.toByteArray()));
    }

    @Override
    public void close() {
        ended.run();
    }
}
