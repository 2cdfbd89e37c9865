package dev.parley.jsse;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Two engines back to back, driven as the JDK's documentation says. */
final class EnginePair {
    final SSLEngine client;
    final SSLEngine server;
    final ByteBuffer toServer = ByteBuffer.allocate(1 << 18);
    final ByteBuffer toClient = ByteBuffer.allocate(1 << 18);
    final List<String> told = new ArrayList<>();

    EnginePair(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
        client.setUseClientMode(true);
        server.setUseClientMode(false);
    }

    /** Until neither side has anything left to do. */
    EnginePair shakeHands() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        boolean moved = true;
        while (moved) moved = stepOnce();
        return this;
    }

    /** One step of each side. @return did anything move? */
    boolean stepOnce() throws SSLException {
        return step(client, toClient, toServer, "client") | step(server, toServer, toClient, "server");
    }

    /** As {@link #shakeHands}, but a side that has failed goes on, to say so. What each throws first is kept. */
    void shakeHands(java.util.Map<String, Exception> failures) {
        boolean moved = true;
        for (int i = 0; moved && i < 100; i++)
            moved = step(client, toClient, toServer, "client", failures)
                | step(server, toServer, toClient, "server", failures);
    }

    private boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out, String who,
        java.util.Map<String, Exception> failures) {
        try {
            return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                ? !failures.containsKey(who) && moved(unwrap(engine, in), who) : step(engine, in, out, who);
        } catch (SSLException | RuntimeException failure) {
            failures.putIfAbsent(who, failure);
            return true;
        }
    }

    private static SSLEngineResult unwrap(SSLEngine engine, ByteBuffer in) throws SSLException {
        in.flip();
        try {
            return engine.unwrap(in, ByteBuffer.allocate(1 << 15));
        } finally {
            in.compact();
        }
    }

    private boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out, String who) throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                yield true;
            }
            case NEED_WRAP -> moved(engine.wrap(ByteBuffer.allocate(0), out), who);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> moved(unwrap(engine, in), who);
            default -> false;
        };
    }

    private boolean moved(SSLEngineResult result, String who) {
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) told.add(who);
        return result.getStatus() != Status.BUFFER_UNDERFLOW
            && (result.getStatus() != Status.CLOSED || result.bytesConsumed() + result.bytesProduced() > 0);
    }

    /** Carries text through. */
    static String carry(SSLEngine from, ByteBuffer between, SSLEngine to, String text) throws SSLException {
        var source = ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var target = ByteBuffer.allocate(1 << 17);
        while (source.hasRemaining()) from.wrap(source, between);
        between.flip();
        while (between.hasRemaining()) to.unwrap(between, target);
        between.compact();
        return new String(target.array(), 0, target.position(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
