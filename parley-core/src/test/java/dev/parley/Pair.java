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

    private Pair(Connection client, Connection server) {
        this.client = client;
        this.server = server;
    }

    static Pair begin(Tls client, Tls server) {
        return begin(client, server, "server.example");
    }

    static Pair begin(Tls client, Tls server, String host) {
        return new Pair(client.open(host), server.open());
    }

    /** The client wants to send early data. Its sessions are those of {@link #begin}. */
    static Pair beginEarly(Tls client, Tls server) {
        return new Pair(client.openEarly("server.example"), server.open());
    }

    void sendEarly(ByteBuffer data) {
        carry(client, toServer);
        toServer.compact();
        while (data.hasRemaining() && client.sealEarly(data, toServer) > 0) {}
        toServer.flip();
    }

    /** The first hello and early data, as somebody sees them who listens. */
    byte[] recordEarly(ByteBuffer data) {
        sendEarly(data);
        var recorded = new byte[toServer.remaining()];
        toServer.get(toServer.position(), recorded);
        return recorded;
    }

    void toServer() {
        carry(client, toServer);
        read(server, toServer, atServer);
    }

    void toClient() {
        carry(server, toClient);
        read(client, toClient, atClient);
    }

    static Pair of(Tls client, Tls server) {
        var pair = begin(client, server);
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
        while (rest.hasRemaining()) if (from.seal(rest, net) < 0) from.drain(net);
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
