package dev.parley.soak;

import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.id.ProtocolVersion;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** A client that is mostly honest. For one thread. */
final class SoakClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EchoServer server;
    private final Tally tally;
    private final Random random;
    private final Tls tls13;
    private final Tls tls12;

    SoakClient(EchoServer server, Tally tally, int seed) {
        this.server = server;
        this.tally = tally;
        this.random = new Random(seed);
        this.tls13 = Tls.client(it -> it.trust(server.trust()));
        this.tls12 = Tls.client(it -> it.trust(server.trust()).versions(ProtocolVersion.TLS_1_2));
    }

    void visit() {
        int dice = random.nextInt(100);
        if (dice < 50) honest("honest, TLS 1.3", tls13, this::exchange);
        else if (dice < 65) honest("honest, TLS 1.2", tls12, this::exchange);
        else if (dice < 72) honest("half-close", tls13, this::halfClose);
        else if (dice < 77) honest("slow", tls13, this::slow);
        else if (dice < 82) honest("key updates", tls13, this::keyUpdates);
        else if (dice < 88) rude("leaves in the middle", this::leave);
        else if (dice < 92) rude("leaves during the handshake", this::leaveEarly);
        else if (dice < 96) rude("garbage", this::garbage);
        else rude("garbage after a hello", this::garbageAfterHello);
    }

    private interface Talk {
        void with(Link link) throws IOException;
    }

    private interface Act {
        void run() throws IOException;
    }

    /** Must succeed. */
    private void honest(String what, Tls tls, Talk talk) {
        try (var link = connect(tls)) {
            if (link.facts().resumed()) tally.count("resumed");
            talk.with(link);
            tally.count(what);
        } catch (IOException | RuntimeException | Error e) {
            tally.finding(what, e);
        }
    }

    /** May fail, as it deserves to. */
    private void rude(String what, Act act) {
        try {
            act.run();
        } catch (IOException _) {
            tally.count(what + ": refused");
        } catch (RuntimeException | Error e) {
            tally.finding(what, e);
        }
        tally.count(what);
    }

    private Link connect(Tls tls) throws IOException {
        var link = tls.connect(EchoServer.NAME, server.address(), PATIENCE);
        link.patience(PATIENCE);
        return link;
    }

    private byte[] data() {
        var data = new byte[random.nextInt(10) == 0 ? random.nextInt(1 << 19) : random.nextInt(1 << 13)];
        random.nextBytes(data);
        return data;
    }

    private void exchange(Link link) throws IOException {
        var data = data();
        var failed = new AtomicReference<IOException>();
        var writer = Thread.ofVirtual().start(() -> {
            try {
                link.output().write(data);
            } catch (IOException e) {
                failed.set(e);
            }
        });
        check(data, link.input().readNBytes(data.length));
        join(writer);
        if (failed.get() != null) throw failed.get();
    }

    private void halfClose(Link link) throws IOException {
        var data = Arrays.copyOf(data(), 2000);
        link.output().write(data);
        link.output().close();
        check(data, link.input().readAllBytes());
    }

    private void slow(Link link) throws IOException {
        var data = Arrays.copyOf(data(), 20);
        for (byte one : data) {
            pause(random.nextInt(50));
            link.output().write(one);
        }
        pause(100);
        check(data, link.input().readNBytes(data.length));
    }

    private void keyUpdates(Link link) throws IOException {
        for (int i = 0; i < 10; i++) {
            var data = Arrays.copyOf(data(), 500);
            link.output().write(data);
            link.updateKeys(random.nextBoolean());
            check(data, link.input().readNBytes(data.length));
        }
    }

    /** Every byte once, and in its place. */
    private void check(byte[] sent, byte[] received) {
        if (!Arrays.equals(sent, received))
            throw new IllegalStateException("sent " + sent.length + " bytes, and got others back: " + received.length);
        tally.count("bytes there and back", sent.length);
    }

    private void leave() throws IOException {
        var link = connect(random.nextBoolean() ? tls13 : tls12);
        link.output().write(data());
        if (random.nextBoolean()) link.socket().setSoLinger(true, 0); // a reset
        link.socket().close();
        link.connection().close();
    }

    private byte[] hello() {
        try (var connection = tls13.open(EchoServer.NAME)) {
            var net = ByteBuffer.allocate(1 << 13);
            connection.drain(net);
            return Arrays.copyOf(net.array(), net.position());
        }
    }

    private void leaveEarly() throws IOException {
        var hello = hello();
        try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write(hello, 0, random.nextInt(hello.length + 1));
            if (random.nextBoolean()) socket.setSoLinger(true, 0);
        }
    }

    private void garbage() throws IOException {
        sendAndListen(new byte[0]);
    }

    private void garbageAfterHello() throws IOException {
        var hello = hello();
        if (random.nextBoolean()) hello[random.nextInt(hello.length)] ^= (byte) (1 << random.nextInt(8));
        sendAndListen(hello);
    }

    private void sendAndListen(byte[] first) throws IOException {
        try (var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(first);
            var junk = new byte[random.nextInt(2000)];
            random.nextBytes(junk);
            socket.getOutputStream().write(junk);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
