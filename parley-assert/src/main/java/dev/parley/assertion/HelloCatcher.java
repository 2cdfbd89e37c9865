package dev.parley.assertion;

import dev.parley.explain.story.Story;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes the hello of any client that connects, and ends the connection with the alert user_canceled: so the client's own
 * library says hello as it always does, and fails.
 *
 * <pre>{@code
 * try (var catcher = HelloCatcher.listening()) {
 *     assertThatThrownBy(() -> client.get("https://localhost:" + catcher.port())).isInstanceOf(IOException.class);
 *     assertThat(catcher.hello()).matchesSnapshot("okhttp");
 * }
 * }</pre>
 */
public final class HelloCatcher implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int LONGEST = 1 << 17;
    private static final byte[] USER_CANCELED = {21, 3, 3, 0, 2, 2, 90};

    private final ServerSocket listening;
    private final CompletableFuture<Story> hello = new CompletableFuture<>();

    private HelloCatcher(ServerSocket listening) {
        this.listening = listening;
    }

    /** On a free port of this machine. */
    public static HelloCatcher listening() throws IOException {
        var catcher = new HelloCatcher(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("hello catcher").start(catcher::catchThem);
        return catcher;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /**
     * The first hello that has come, or will.
     *
     * @throws AssertionError if none comes within 20 seconds, or what comes is none
     */
    public Story hello() throws InterruptedException {
        try {
            return hello.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no client has said hello on port " + port(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e);
        }
    }

    private void catchThem() {
        while (!listening.isClosed()) {
            try (var socket = listening.accept()) {
                take(socket);
            } catch (IOException e) {
                if (!listening.isClosed()) hello.completeExceptionally(e);
            }
        }
    }

    private void take(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var heard = new ByteArrayOutputStream();
        var part = new byte[1 << 12];
        while (heard.size() < LONGEST) {
            int read = in.read(part);
            if (read < 0) break;
            heard.write(part, 0, read);
            var story = Handshakes.heard(Bytes.own(heard.toByteArray()));
            if (story.isEmpty()) continue;
            hello.complete(story.get());
            socket.getOutputStream().write(USER_CANCELED);
            socket.shutdownOutput();
            return;
        }
        hello.completeExceptionally(new IOException("the client said " + heard.size() + " bytes, and no ClientHello"));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        hello.completeExceptionally(new IOException("closed before a client said hello"));
    }
}
