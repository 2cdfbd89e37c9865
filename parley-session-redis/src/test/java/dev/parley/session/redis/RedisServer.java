package dev.parley.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.Assumptions;

/** A Redis of the test's own, on loopback, that keeps nothing. Its process is ended with it. */
final class RedisServer implements AutoCloseable {
    private static final String PROGRAM = "redis-server";

    private final int port;
    private final Path folder;
    private Process process;

    private RedisServer(int port, Path folder) {
        this.port = port;
        this.folder = folder;
    }

    static RedisServer start() {
        boolean here = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of)
            .anyMatch(folder -> Files.isExecutable(folder.resolve(PROGRAM)));
        if ("true".equals(System.getenv("CI"))) assertThat(here).as("CI needs " + PROGRAM).isTrue();
        Assumptions.assumeTrue(here, PROGRAM + " is not installed");
        try {
            var server = new RedisServer(freePort(), Files.createTempDirectory("parley-redis"));
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it, again if need be: with the same port and an empty memory. Returns when it answers. */
    void begin() throws IOException {
        process = new ProcessBuilder(PROGRAM, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "",
            "--appendonly", "no", "--dir", folder.toString()).redirectErrorStream(true).start();
        var output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine())
            if (line.contains("Ready to accept connections")) return;
        throw new IOException(PROGRAM + " ended with " + process.exitValue());
    }

    URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void stopAnswering() {
        signal("STOP");
    }

    void answerAgain() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join()
                .exitValue()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
