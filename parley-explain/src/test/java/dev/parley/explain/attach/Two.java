package dev.parley.explain.attach;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** Two engines that talk to each other until both have nothing more to say, and how each ended. */
final class Two {
    final SSLEngine client;
    final SSLEngine server;
    SSLException ofClient;
    SSLException ofServer;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16).flip();
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16).flip();
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 16);

    Two(SSLContext clients, SSLContext servers, Consumer<SSLEngine> ofClient, Consumer<SSLEngine> ofServer) {
        client = clients.createSSLEngine(SunLab.HOST, 443);
        client.setUseClientMode(true);
        server = servers.createSSLEngine();
        server.setUseClientMode(false);
        ofClient.accept(client);
        ofServer.accept(server);
    }

    Two talk() {
        for (int i = 0; i < 12; i++) {
            ofClient = first(ofClient, speak(client, toServer));
            ofServer = first(ofServer, listen(server, toServer));
            ofServer = first(ofServer, speak(server, toClient));
            ofClient = first(ofClient, listen(client, toClient));
        }
        return this;
    }

    /** Whatever has arrived as data. */
    String heard() {
        return new String(plain.array(), 0, plain.position(), java.nio.charset.StandardCharsets.UTF_8);
    }

    void say(String text) throws SSLException {
        toServer.compact();
        client.wrap(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)), toServer);
        toServer.flip();
        listen(server, toServer);
    }

    private static SSLException first(SSLException one, SSLException other) {
        return one == null ? other : one;
    }

    private static void work(SSLEngine engine) {
        for (Runnable task; (task = engine.getDelegatedTask()) != null;) task.run();
    }

    private static SSLException speak(SSLEngine engine, ByteBuffer net) {
        net.compact();
        try {
            SSLEngineResult result;
            do {
                result = engine.wrap(ByteBuffer.allocate(0), net);
                work(engine);
            } while (result.bytesProduced() > 0);
            return null;
        } catch (SSLException e) {
            return e;
        } finally {
            net.flip();
        }
    }

    private SSLException listen(SSLEngine engine, ByteBuffer net) {
        try {
            int left;
            do {
                left = net.remaining();
                if (left > 0) engine.unwrap(net, plain);
                work(engine);
            } while (net.remaining() < left);
            return null;
        } catch (SSLException e) {
            return e;
        }
    }
}
