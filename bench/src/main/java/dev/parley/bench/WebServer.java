package dev.parley.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * An HTTPS server on virtual threads, of as little as is needed to answer {@code wrk}, over {@code SUN} or {@code PARLEY}:
 * prints its port, then the processor time that it has used so far, in nanoseconds, for each line of input.
 */
final class WebServer {
    private static final byte[] KEPT = answer("keep-alive");
    private static final byte[] CLOSED = answer("close");

    private WebServer() {}

    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        Provider provider = arguments[0].equals("SUN") ? Security.getProvider("SunJSSE")
            : new dev.parley.jsse.ParleyProvider();
        var context = Jsse.context(provider, Row.FULL_13, Jsse.store(Papers.server(Row.FULL_13)));
        var listening = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1024,
            InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> serve(listening));
        System.out.println("=" + listening.getLocalPort());
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        while (System.in.read() >= 0) System.out.println("=" + process.getProcessCpuTime());
    }

    private static void serve(SSLServerSocket listening) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (true) {
                var socket = (SSLSocket) listening.accept();
                threads.execute(() -> talk(socket));
            }
        } catch (IOException _) {
            return; // the end
        }
    }

    private static void talk(SSLSocket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 1024);
            for (var request = request(in); !request.isEmpty(); request = request(in)) {
                boolean closes = request.contains("Connection: close");
                socket.getOutputStream().write(closes ? CLOSED : KEPT);
                if (closes) return;
            }
        } catch (IOException _) {
            return; // wrk goes without saying anything
        }
    }

    /** Up to the empty line; empty at the end. */
    private static String request(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int one = in.read(); one >= 0; one = in.read()) {
            text.append((char) one);
            if (one == '\n' && text.length() >= 4 && text.charAt(text.length() - 3) == '\n') return text.toString();
        }
        return "";
    }

    private static byte[] answer(String connection) {
        var body = "hello\n".repeat(100);
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\nConnection: "
            + connection + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}
