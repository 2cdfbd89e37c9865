package dev.parley;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Two ends of one connection over a real socket, each on threads of its own. */
record Links(Link client, Link server) implements AutoCloseable {
    /** Far more than any handshake takes, so that a mistake does not hang. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    interface Action<T> {
        T run() throws IOException;
    }

    static Links of(Tls client, Tls server) throws IOException {
        try (var listening = listen()) {
            var accepted = aside(() -> server.accept(listening, PATIENCE));
            var connected = client.connect(Sides.HOST, addressOf(listening), PATIENCE);
            return new Links(connected, got(accepted));
        }
    }

    static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    static InetSocketAddress addressOf(ServerSocket listening) {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /** On a virtual thread. */
    static <T> CompletableFuture<T> aside(Action<T> action) {
        var result = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(action.run());
            } catch (IOException | RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The result, or what was thrown. */
    static <T> T got(CompletableFuture<T> result) throws IOException {
        try {
            return result.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException failure) throw failure;
            throw e;
        }
    }

    /** A peer that is no TLS at all: connects, and does this with the socket. */
    static <T> CompletableFuture<T> stranger(ServerSocket listening, Strange<T> action) {
        return aside(() -> {
            try (var socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
                return action.with(socket);
            }
        });
    }

    interface Strange<T> {
        T with(Socket socket) throws IOException;
    }

    @Override
    public void close() throws IOException {
        try (client; server) {
            // both
        }
    }
}
