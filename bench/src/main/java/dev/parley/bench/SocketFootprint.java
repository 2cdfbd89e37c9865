package dev.parley.bench;

import dev.parley.jsse.ParleyProvider;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Prints the bytes of heap that one connection of sockets holds, both its ends together, with a virtual thread that waits
 * for bytes at the server: {@code SUN} or {@code PARLEY}, in a virtual machine of its own. Idle: the handshake is all that was
 * said. Active: 16 KB have gone each way, and the next are waited for.
 */
public final class SocketFootprint {
    private static final int CONNECTIONS = 1000;
    private static final int MESSAGE = 16_000;

    private SocketFootprint() {}

    public static void main(String[] arguments) throws Exception {
        var provider = arguments[0].equals("SUN") ? Security.getProvider("SunJSSE") : new ParleyProvider();
        try (var sockets = new Sockets(provider)) {
            sockets.connect(50); // loads classes, fills caches
            sockets.talk();
            long none = heap();
            sockets.connect(CONNECTIONS);
            long idle = heap();
            sockets.talk();
            long active = heap();
            System.out.printf("%s: %,d bytes for an idle connection, %,d for an active one%n", arguments[0],
                (idle - none) / CONNECTIONS, (active - none) / CONNECTIONS);
        }
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static final class Sockets implements AutoCloseable {
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final SSLContext clients;
        private final SSLServerSocket listening;
        private final List<SSLSocket> held = new ArrayList<>();

        Sockets(Provider provider) throws GeneralSecurityException, IOException {
            clients = Jsse.context(provider, Row.FULL_13, null);
            var servers = Jsse.context(provider, Row.FULL_13, Jsse.store(Papers.server(Row.FULL_13)));
            listening = (SSLServerSocket) servers.getServerSocketFactory().createServerSocket(0, CONNECTIONS,
                InetAddress.getLoopbackAddress());
        }

        void connect(int count) throws IOException, InterruptedException, ExecutionException {
            for (int i = 0; i < count; i++) {
                var served = threads.submit(this::accept);
                var socket =
                    (SSLSocket) clients.getSocketFactory().createSocket(listening.getInetAddress(),
                        listening.getLocalPort());
                socket.startHandshake();
                held.add(socket);
                held.add(served.get());
            }
        }

        private SSLSocket accept() throws IOException {
            var socket = (SSLSocket) listening.accept();
            socket.startHandshake();
            threads.execute(() -> echo(socket));
            return socket;
        }

        private static void echo(SSLSocket socket) {
            try {
                var in = socket.getInputStream();
                for (int one; (one = in.read()) >= 0;) {
                    var rest = in.readNBytes(MESSAGE - 1);
                    var message = new byte[MESSAGE];
                    message[0] = (byte) one;
                    System.arraycopy(rest, 0, message, 1, rest.length);
                    socket.getOutputStream().write(message);
                }
            } catch (IOException _) {
                return; // this is over
            }
        }

        /** Over every connection, each at a time. */
        void talk() throws IOException {
            for (var socket : held) {
                if (!socket.getUseClientMode()) continue;
                socket.getOutputStream().write(new byte[MESSAGE]);
                new DataInputStream(socket.getInputStream()).readFully(new byte[MESSAGE]);
            }
        }

        @Override
        public void close() throws IOException {
            for (var socket : held) if (socket.getUseClientMode()) socket.close();
            listening.close();
            threads.shutdownNow();
        }
    }
}
