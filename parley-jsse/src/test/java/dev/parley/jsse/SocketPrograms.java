package dev.parley.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.security.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Programs with sockets, for {@link DifferentialTest}. */
final class SocketPrograms {
    static final Map<String, DifferentialTest.Program> ALL = new LinkedHashMap<>();

    private SocketPrograms() {}

    static {
        ALL.put("socket before anything", SocketPrograms::before);
        ALL.put("socket echo and close", SocketPrograms::echo);
        ALL.put("socket whose peer closes well",
            (provider, version, diary) -> peerCloses(provider, version, diary, true));
        ALL.put("socket whose peer is cut off",
            (provider, version, diary) -> peerCloses(provider, version, diary, false));
        ALL.put("socket whose peer is strange", SocketPrograms::strange);
        ALL.put("socket whose peer hangs up", SocketPrograms::hangsUp);
    }

    private static void state(Diary diary, String who, SSLSocket socket) {
        diary.note(who + " closed", socket::isClosed);
        diary.note(who + " connected", socket::isConnected);
        diary.note(who + " input shut", socket::isInputShutdown);
        diary.note(who + " output shut", socket::isOutputShutdown);
    }

    private static void before(Provider provider, String version, Diary diary) throws IOException {
        try (var socket = (SSLSocket) Lab.context(provider, null).getSocketFactory().createSocket()) {
            state(diary, "fresh", socket);
            diary.note("client mode", socket::getUseClientMode);
            diary.note("session", () -> socket.getSession().getCipherSuite());
            diary.note("handshake session", socket::getHandshakeSession);
            diary.note("application protocol", socket::getApplicationProtocol);
            diary.does("handshake", socket::startHandshake);
            diary.does("input", socket::getInputStream);
            diary.does("output", socket::getOutputStream);
            diary.does("no listener", () -> socket.addHandshakeCompletedListener(null));
            diary.does("unknown listener", () -> socket.removeHandshakeCompletedListener(event -> {}));
            diary.does("urgent", () -> socket.sendUrgentData(1));
            diary.does("in line", () -> socket.setOOBInline(true));
            diary.note("channel", socket::getChannel);
        }
        try (var socket = (SSLServerSocket) Lab.context(provider, Lab.SERVER).getServerSocketFactory()
            .createServerSocket()) {
            diary.note("server's client mode", socket::getUseClientMode);
            diary.note("server bound", socket::isBound);
            diary.note("server needs", socket::getNeedClientAuth);
        }
    }

    interface Peer {
        void serve(SSLSocket socket) throws Exception;
    }

    interface Own {
        void use(SSLSocket socket) throws Exception;
    }

    private static void with(Provider provider, String version, dev.parley.lab.LabCertificate shown, Peer peer, Own own)
        throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
            var listening = (SSLServerSocket) Lab.context(provider, shown).getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = threads.submit(() -> {
                try (var socket = (SSLSocket) listening.accept()) {
                    peer.serve(socket);
                }
                return null;
            });
            try (var socket = (SSLSocket) Lab.context(provider, null).getSocketFactory().createSocket("localhost",
                listening.getLocalPort())) {
                socket.setSoTimeout(20_000);
                socket.setEnabledProtocols(new String[]{version});
                own.use(socket);
            }
            awaitEnd(served);
        }
    }

    /** How the peer fares does not matter: it depends on what its TCP notices first. */
    private static void awaitEnd(Future<?> peer) throws InterruptedException, TimeoutException {
        try {
            peer.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException _) {
            return;
        }
    }

    private static void echo(Provider provider, String version, Diary diary) throws Exception {
        with(provider, version, Lab.SERVER, SocketTest::echo, socket -> {
            socket.getOutputStream().write(5);
            diary.note("echo", () -> socket.getInputStream().read());
            diary.note("available", () -> socket.getInputStream().available());
            diary.note("protocol", () -> socket.getSession().getProtocol());
            diary.note("host", () -> socket.getSession().getPeerHost());
            diary.note("application protocol", socket::getApplicationProtocol);
            diary.does("mode", () -> socket.setUseClientMode(false));
            diary.does("read nothing", () -> socket.getInputStream().read(new byte[0]));
            diary.does("read outside", () -> socket.getInputStream().read(new byte[1], 1, 1));
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            socket.close();
            state(diary, "closed", socket);
            diary.does("read", in::read);
            diary.does("write", () -> out.write(1));
            diary.does("input", socket::getInputStream);
            diary.does("handshake", socket::startHandshake);
            diary.does("close again", socket::close);
            diary.note("session", () -> socket.getSession().getProtocol());
        });
    }

    private static void peerCloses(Provider provider, String version, Diary diary, boolean well) throws Exception {
        var raw = new CompletableFuture<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
            var listening = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = threads.submit(() -> {
                try (var below = listening.accept()) {
                    var socket =
                        (SSLSocket) Lab.context(provider, Lab.SERVER).getSocketFactory().createSocket(below, null,
                            true);
                    socket.getOutputStream().write(7);
                    raw.get(20, TimeUnit.SECONDS);
                    if (well) socket.shutdownOutput();
                    else below.shutdownOutput();
                    below.getInputStream().readAllBytes();
                }
                return null;
            });
            try (var socket = (SSLSocket) Lab.context(provider, null).getSocketFactory().createSocket("localhost",
                listening.getLocalPort())) {
                socket.setSoTimeout(20_000);
                socket.setEnabledProtocols(new String[]{version});
                diary.note("data", () -> socket.getInputStream().read());
                raw.complete(true);
                diary.note("end", () -> socket.getInputStream().read());
                diary.note("end again", () -> socket.getInputStream().read());
                diary.note("closed", socket::isClosed);
                diary.does("close", socket::close);
                state(diary, "closed", socket);
            }
            served.get(20, TimeUnit.SECONDS);
        }
    }

    private static void strange(Provider provider, String version, Diary diary) throws Exception {
        with(provider, version, Lab.STRANGER, SSLSocket::startHandshake, socket -> {
            var failed = new Diary();
            failed.does("client", socket::startHandshake);
            failed.note("client session", () -> socket.getSession().getCipherSuite());
            failed.note("client session valid", () -> socket.getSession().isValid());
            failed.note("client closed", socket::isClosed);
            failed.does("client reads", () -> socket.getInputStream().read());
            failed.does("client again", socket::startHandshake);
            diary.lines.addAll(failed.lines);
        });
        diary.lines.sort(null);
    }

    private static void hangsUp(Provider provider, String version, Diary diary) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
            var listening = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.submit(() -> {
                try (var socket = listening.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                }
                return null;
            });
            try (var socket = (SSLSocket) Lab.context(provider, null).getSocketFactory().createSocket("localhost",
                listening.getLocalPort())) {
                socket.setSoTimeout(20_000);
                diary.does("handshake", socket::startHandshake);
                diary.note("closed", socket::isClosed);
            }
        }
    }
}
