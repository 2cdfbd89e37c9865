package dev.parley.interop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that is a thread and ends after its first client. */
final class ThreadServing implements Peer.Serving {
    /** What the server does with its client. */
    interface Service {
        void talk(Socket socket) throws Exception;
    }

    private final ServerSocket listening;
    private final FutureTask<Void> task;

    ThreadServing(ServerSocket listening, Service service) {
        this.listening = listening;
        this.task = new FutureTask<>(() -> {
            try (var socket = listening.accept()) {
                socket.setTcpNoDelay(true);
                service.talk(socket);
            }
            return null;
        });
        Thread.startVirtualThread(task);
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    @Override
    public void finish() throws IOException, InterruptedException, PeerCannot {
        try {
            task.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the server does not end", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PeerCannot cannot) throw cannot;
            throw new IOException("the server says", e.getCause());
        }
    }

    @Override
    public String account() {
        try {
            finish();
            return "all went well";
        } catch (IOException | InterruptedException | PeerCannot e) {
            var text = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(text));
            return text.toString();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
