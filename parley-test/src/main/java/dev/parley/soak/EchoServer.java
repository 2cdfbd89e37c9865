package dev.parley.soak;

import dev.parley.Tls;
import dev.parley.credential.Credential;
import dev.parley.credential.Credentials;
import dev.parley.credential.Trust;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends back what it gets. Its certificate is another one every second. */
final class EchoServer implements AutoCloseable {
    static final String NAME = "server.example";

    private final LabAuthority authority = LabAuthority.create(KeyKind.P256);
    private final ServerSocket listening;
    private final Tally tally;
    private final AtomicInteger open = new AtomicInteger();
    private volatile Credential credential = issue();
    private final Tls tls = Tls.server(it -> it.credentials((Credentials) () -> List.of(credential)));

    private EchoServer(ServerSocket listening, Tally tally) {
        this.listening = listening;
        this.tally = tally;
    }

    static EchoServer start(Tally tally) throws IOException {
        var server = new EchoServer(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), tally);
        Thread.ofVirtual().start(server::accept);
        Thread.ofVirtual().start(server::reload);
        return server;
    }

    private Credential issue() {
        var issued = authority.issue(Spec.server(NAME).key(KeyKind.P256));
        return Credential.of(issued.chain(), issued.key());
    }

    Trust trust() {
        return Trust.of(List.of(authority.root()));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!listening.isClosed()) tally.finding("accept", e);
            }
        }
    }

    private void reload() {
        while (!listening.isClosed()) {
            credential = issue();
            tally.count("certificate reloads");
            try {
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; var link = tls.accept(socket, Duration.ofSeconds(20))) {
            link.patience(Duration.ofSeconds(60));
            var buffer = new byte[1 << 14];
            for (int n; (n = link.input().read(buffer)) >= 0;) link.output().write(buffer, 0, n);
            tally.count("server: connections that ended well");
        } catch (IOException e) {
            tally.count("server: " + name(e));
        } catch (RuntimeException | Error e) {
            tally.finding("server", e);
        } finally {
            open.decrementAndGet();
        }
    }

    static String name(IOException e) {
        return e instanceof dev.parley.TlsFailure failure ? failure.reason().name() : e.getClass().getSimpleName();
    }

    /** Until no connection is open. */
    void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (open.get() > 0 && System.nanoTime() < end) Thread.sleep(50);
        if (open.get() > 0) tally.finding("server", new IllegalStateException(open.get() + " connections do not end"));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
