package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;

/** A client and a server with nothing between them but two buffers. */
final class Pair implements AutoCloseable {
    final Connection client;
    final Connection server;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 18).flip();
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 18).flip();
    final ByteBuffer atServer = ByteBuffer.allocate(1 << 18);
    final ByteBuffer atClient = ByteBuffer.allocate(1 << 18);

    private Pair(Tls client, Tls server) {
        this.client = client.open("server.example");
        this.server = server.open();
    }

    static Pair begin(Tls client, Tls server) {
        return new Pair(client, server);
    }

    static Pair of(Tls client, Tls server) {
        var pair = new Pair(client, server);
        pair.settle();
        assertThat(pair.client.isConnected()).isTrue();
        assertThat(pair.server.isConnected()).isTrue();
        return pair;
    }

    /** Carries bytes to and fro until nobody has any more. */
    void settle() {
        do {
            carry(client, toServer);
            carry(server, toClient);
            read(server, toServer, atServer);
            read(client, toClient, atClient);
        } while (client.hasOutput() || server.hasOutput());
    }

    private static void carry(Connection from, ByteBuffer net) {
        net.compact();
        from.drain(net);
        net.flip();
    }

    private static void read(Connection at, ByteBuffer net, ByteBuffer app) {
        while (at.feed(net, app) == Connection.Fed.TASK) at.task().ifPresent(Runnable::run);
        at.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    /** Some data each way. */
    void exchange() {
        send(client, toServer, server, atServer);
        send(server, toClient, client, atClient);
    }

    private static void send(Connection from, ByteBuffer net, Connection to, ByteBuffer app) {
        var data = new byte[40_000];
        new Random(1).nextBytes(data);
        var rest = ByteBuffer.wrap(data);
        net.compact();
        while (rest.hasRemaining()) from.seal(rest, net);
        net.flip();
        app.clear();
        read(to, net, app);
        assertThat(app.flip()).isEqualTo(ByteBuffer.wrap(data));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
