package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.explain.capture.Recorder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A capture that is much larger than the memory of whoever reads it: downloads with many short connections between them,
 * all decrypted. {@code -Dparley.large=100} makes it so many megabytes.
 */
class LargeCaptureTest {
    private static final int MEGABYTES = Integer.getInteger("parley.large", 64);
    private static final int DOWNLOAD = 8 << 20;
    private static final int SHORT_ONES = 10;

    @Test
    void memoryIsBoundedHoweverLongItIs(@TempDir Path folder) throws Exception {
        var file = folder.resolve("large.pcapng");
        int connections = write(file);
        assertThat(Files.size(file)).isGreaterThan((long) MEGABYTES << 20);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-Xmx40m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), Parley.class.getName(), "explain", "--list", file.toString());
        long began = System.nanoTime();
        var told = folder.resolve("told");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile()).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        System.out.printf("%d MB, %d connections, %.1f s with 40 MB of heap%n", Files.size(file) >> 20, connections,
            (System.nanoTime() - began) / 1e9);
        assertThat(process.exitValue()).as(Files.readString(told)).isZero();
        assertThat(Files.readString(told).lines().filter(it -> it.contains("TLS 1.3"))).hasSize(connections);
    }

    private static int write(Path file) throws Exception {
        var issued = LabFiles.server();
        var server = Tls.server(it -> it.credentials(Credential.of(issued.chain(), issued.key())));
        int connections = 0;
        try (var recorder = Recorder.to(file);
            var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var client = Tls.client(it -> it.trust(Trust.of(List.of(issued.authority()))))
                .observing(() -> recorder.observer(Side.CLIENT));
            while (Files.size(file) <= (long) MEGABYTES << 20) {
                visit(client, server, listening, DOWNLOAD);
                for (int i = 0; i < SHORT_ONES; i++) visit(client, server, listening, 100);
                connections += 1 + SHORT_ONES;
            }
        }
        return connections;
    }

    private static void visit(Tls client, Tls server, ServerSocket listening, int bytes) throws Exception {
        var serving = Thread.ofVirtual().start(() -> {
            try (var link = server.accept(listening.accept(), Duration.ofMinutes(1))) {
                link.output().write(new byte[bytes]);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try (var link = client.connect("localhost",
            new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()), Duration.ofMinutes(1))) {
            assertThat(link.input().readAllBytes()).hasSize(bytes);
        }
        serving.join();
    }
}
