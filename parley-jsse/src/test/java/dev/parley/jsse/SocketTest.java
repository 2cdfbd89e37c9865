package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SSLContext clients = Lab.context(Lab.PARLEY, Lab.CLIENT);
    private final SSLContext servers = Lab.context(Lab.PARLEY, Lab.SERVER);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    interface Serving {
        void serve(SSLSocket socket) throws Exception;
    }

    private SSLServerSocket listen(SSLContext context, Serving serving) throws IOException {
        var listening = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 200,
            InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!listening.isClosed()) {
                var socket = (SSLSocket) listening.accept();
                threads.submit(() -> {
                    try (socket) {
                        serving.serve(socket);
                    }
                    return null;
                });
            }
            return null;
        });
        return listening;
    }

    private SSLSocket connect(SSLContext context, SSLServerSocket to) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket("localhost", to.getLocalPort());
    }

    static void echo(SSLSocket socket) throws IOException {
        socket.getInputStream().transferTo(socket.getOutputStream());
        if (!socket.isOutputShutdown()) socket.shutdownOutput(); // TLS 1.2 closes both ways at once
    }

    static Stream<Arguments> combinations() {
        return Stream.of("TLSv1.3", "TLSv1.2").flatMap(version -> Stream.of(Lab.PARLEY, Lab.JDK)
            .flatMap(client -> Stream.of(Lab.PARLEY, Lab.JDK)
                .map(server -> Arguments.of(version, client, server))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void carriesMuchBothWaysAtOnce(String version, Provider client, Provider server) throws Exception {
        var bytes = new byte[2_000_000];
        Arrays.fill(bytes, (byte) 7);
        try (var listening = listen(Lab.context(server, Lab.SERVER), SocketTest::echo);
            var socket = connect(Lab.context(client, null), listening)) {
            socket.setEnabledProtocols(new String[]{version});
            var writer = threads.submit(() -> {
                socket.getOutputStream().write(bytes);
                return null;
            });
            assertThat(socket.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
            writer.get(30, TimeUnit.SECONDS);
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getSession().getPeerHost()).isEqualTo("localhost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3"})
    void halfCloses(String version) throws Exception {
        try (var listening = listen(servers, SocketTest::echo); var socket = connect(clients, listening)) {
            socket.setEnabledProtocols(new String[]{version});
            socket.getOutputStream().write("all".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(socket.isOutputShutdown()).isTrue();
            assertThat(socket.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("all");
            assertThatThrownBy(socket::getOutputStream).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void liesOverAnotherSocketAndLeavesItOpen() throws Exception {
        try (var listening = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = threads.submit(() -> {
                try (var raw = listening.accept()) {
                    var first = raw.getInputStream().readNBytes(3); // a part of the hello, read too soon
                    var tls = (SSLSocket) servers.getSocketFactory().createSocket(raw,
                        new ByteArrayInputStream(first), false);
                    tls.getOutputStream().write(tls.getInputStream().read() + 1);
                    tls.close();
                    raw.getOutputStream().write(raw.getInputStream().read() + 1);
                }
                return null;
            });
            try (var raw = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                var tls = (SSLSocket) clients.getSocketFactory().createSocket(raw, "localhost", 0, false);
                tls.getOutputStream().write(1);
                assertThat(tls.getInputStream().read()).isEqualTo(2);
                tls.close();
                assertThat(raw.isClosed()).isFalse();
                raw.getOutputStream().write(10);
                assertThat(raw.getInputStream().read()).isEqualTo(11);
            }
            served.get(10, TimeUnit.SECONDS);
        }
    }

    /** What follows close_notify belongs to whoever reads the socket below. */
    @Test
    void takesNoByteBeyondTheCloseNotify() throws Exception {
        var allIsThere = new CompletableFuture<Void>();
        try (var listening = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var served = threads.submit(() -> {
                try (var raw = listening.accept()) {
                    var tls = (SSLSocket) servers.getSocketFactory().createSocket(raw, null, false);
                    tls.startHandshake();
                    tls.shutdownOutput();
                    allIsThere.get(10, TimeUnit.SECONDS);
                    tls.close();
                    return raw.getInputStream().read();
                }
            });
            try (var raw = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                var tls = (SSLSocket) clients.getSocketFactory().createSocket(raw, "localhost", 0, false);
                assertThat(tls.getInputStream().read()).isEqualTo(-1);
                tls.close();
                raw.getOutputStream().write(10);
                allIsThere.complete(null);
                assertThat(served.get(10, TimeUnit.SECONDS)).isEqualTo(10);
            }
        }
    }

    @Test
    void readTimesOutAndGoesOn() throws Exception {
        var go = new CompletableFuture<Void>();
        try (var listening = listen(servers, socket -> {
            socket.startHandshake();
            go.get();
            socket.getOutputStream().write(5);
        }); var socket = connect(clients, listening)) {
            socket.startHandshake();
            socket.setSoTimeout(50);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            go.complete(null);
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(5);
        }
    }

    @Test
    void handshakeTimesOutAndGoesOn() throws Exception {
        var go = new CompletableFuture<Void>();
        try (var listening = listen(servers, socket -> {
            go.get();
            echo(socket);
        }); var socket = connect(clients, listening)) {
            socket.setSoTimeout(50);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(10_000);
            go.complete(null);
            socket.startHandshake();
            socket.getOutputStream().write(9);
            assertThat(socket.getInputStream().read()).isEqualTo(9);
        }
    }

    @Test
    void closingWakesAReader() throws Exception {
        try (var listening = listen(servers, socket -> {
            socket.startHandshake();
            socket.getInputStream().read();
        }); var socket = connect(clients, listening)) {
            socket.startHandshake();
            var reading = threads.submit(() -> socket.getInputStream().read());
            while (!((TlsSocket) socket).isBeingRead()) Thread.onSpinWait();
            socket.getInputStream().close();
            assertThatThrownBy(() -> reading.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(SocketException.class);
        }
    }

    @Test
    void tellsItsListenersOnce() throws Exception {
        var told = new CompletableFuture<String>();
        try (var listening = listen(servers, SocketTest::echo); var socket = connect(clients, listening)) {
            socket.addHandshakeCompletedListener(event -> told.complete(event.getCipherSuite()));
            socket.startHandshake();
            assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(socket.getSession().getCipherSuite());
        }
    }

    @Test
    void refusesUrgentData() throws Exception {
        try (var listening = listen(servers, SocketTest::echo); var socket = connect(clients, listening)) {
            assertThatThrownBy(() -> socket.sendUrgentData(1)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void sessionOfAFailedHandshakeStandsForNone() throws Exception {
        try (var listening = listen(Lab.context(Lab.PARLEY, Lab.STRANGER), SocketTest::echo);
            var socket = connect(clients, listening)) {
            assertThat(socket.getSession().getCipherSuite()).isEqualTo("SSL_NULL_WITH_NULL_NULL");
            assertThat(socket.getSession().isValid()).isFalse();
        }
        try (var listening = listen(Lab.context(Lab.PARLEY, Lab.STRANGER), SocketTest::echo);
            var socket = connect(clients, listening)) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class)
                .hasMessageContaining("UNTRUSTED_CERTIFICATE").hasMessageContaining("What to change")
                .hasCauseInstanceOf(java.security.cert.CertificateException.class)
                .satisfies(it -> assertThat(ParleyFailure.of(it)).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void continuesSessions(String version) throws Exception {
        try (var listening = listen(servers, SocketTest::echo)) {
            for (int i = 0; i < 3; i++) try (var socket = connect(clients, listening)) {
                socket.setEnabledProtocols(new String[]{version});
                socket.getOutputStream().write(1);
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                var facts = ((ParleySession) socket.getSession()).facts().orElseThrow();
                assertThat(facts.resumed()).as("%s", facts).isEqualTo(i > 0);
                assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(Lab.SERVER.chain().getFirst());
            }
            try (var socket = connect(Lab.context(Lab.PARLEY, null), listening)) {
                socket.startHandshake();
                assertThat(((ParleySession) socket.getSession()).facts().orElseThrow().resumed()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void doesNotContinueWhatIsInvalid(String version) throws Exception {
        try (var listening = listen(servers, SocketTest::echo)) {
            for (int i = 0; i < 2; i++) try (var socket = connect(clients, listening)) {
                socket.setEnabledProtocols(new String[]{version});
                socket.startHandshake();
                socket.getSession().invalidate();
                socket.getOutputStream().write(1);
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                assertThat(((ParleySession) socket.getSession()).facts().orElseThrow().resumed()).isFalse();
            }
        }
    }

    @Test
    void aThousandVirtualThreadsAtOnce() throws Exception {
        int number = 1000;
        try (var listening = listen(servers, SocketTest::echo)) {
            var all = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < number; i++) {
                int one = i & 0xFF;
                all.add(threads.submit(() -> {
                    try (var socket = connect(clients, listening)) {
                        socket.getOutputStream().write(one);
                        return socket.getInputStream().read() - one;
                    }
                }));
            }
            for (var one : all) assertThat(one.get(50, TimeUnit.SECONDS)).isZero();
        }
    }
}
