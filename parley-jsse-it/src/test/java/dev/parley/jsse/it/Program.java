package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;

/** A server of the system, in a process and a folder of its own. Ends with both. */
final class Program implements AutoCloseable {
    private final Path folder;
    private final List<String> command;
    private Process process;

    Program(Path folder, List<String> command) {
        this.folder = folder;
        this.command = command;
    }

    /** The first of these that can be run. Skips the test if there is none, unless this is CI, which has to have it. */
    static Path find(String name, List<Path> folders) {
        var found = folders.stream().map(it -> it.resolve(name)).filter(Files::isExecutable).findFirst();
        if ("true".equals(System.getenv("CI"))) assertThat(found).as("CI needs " + name).isPresent();
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns when it has said this. */
    Program start(String ready) throws Exception {
        process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        var said = new StringBuilder();
        var isReady = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            process.inputReader().lines().forEach(line -> {
                if (said.length() < 100_000) said.append(line).append('\n');
                if (line.contains(ready)) isReady.complete(true);
            });
            isReady.complete(false);
        });
        try {
            if (isReady.get(60, TimeUnit.SECONDS)) return this;
        } catch (TimeoutException _) {
            said.append("… and then nothing for a minute");
        }
        close();
        throw new IOException(command + " did not start: " + said);
    }

    @Override
    public void close() throws IOException {
        process.toHandle().destroy(); // Process.destroy would close what is still being read
        process.onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly()).join();
        Folders.delete(folder);
    }
}
