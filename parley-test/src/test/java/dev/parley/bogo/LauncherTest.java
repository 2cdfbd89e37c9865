package dev.parley.bogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small program that stands for the shim: what the JVM says it says, and its absence is never taken for an answer. */
class LauncherTest {
    @TempDir
    static Path folder;

    private static Path launcher;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void compile() throws IOException, InterruptedException {
        launcher = folder.resolve("launcher");
        try {
            var cc =
                new ProcessBuilder("cc", "-Wall", "-o", launcher.toString(), "bogo/launcher.c").inheritIO().start();
            assertThat(cc.waitFor()).isZero();
        } catch (IOException e) {
            assertThat(System.getenv("CI")).as("cc is missing").isNotEqualTo("true");
            assumeTrue(false, "cc is missing");
        }
    }

    private static Ended run(Path socket, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("PARLEY_BOGO_LIST");
        builder.environment().remove("PARLEY_BOGO_SOCKET");
        if (socket != null) builder.environment().put("PARLEY_BOGO_SOCKET", socket.toString());
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
    }

    /** Exactly so, and nothing on standard error, where the runner takes every byte for a failure. */
    @Test
    void saysWhatTheJvmSays() throws IOException, InterruptedException {
        var socket = folder.resolve("desk");
        try (var desk = Desk.open(socket)) {
            assertThat(run(socket, "-is-handshaker-supported")).isEqualTo(new Ended(0, "No\n", ""));
            assertThat(run(socket, "-no-such-\u00e9\u4e2d"))
                .as("arguments are bytes").isEqualTo(new Ended(Shim.UNIMPLEMENTED, "-no-such-\u00e9\u4e2d\n", ""));
            assertThat(desk.lacking()).hasSize(1);
            var failed = run(socket, "-port", "none", "-shim-id", "0");
            assertThat(failed.code()).isNotIn(0, Shim.UNIMPLEMENTED);
            assertThat(failed.err()).isNotEmpty();
        }
    }

    @Test
    void withoutAJvmItIsBroken() throws IOException, InterruptedException {
        for (var socket : new Path[]{null, folder.resolve("nobody"), folder.resolve("x".repeat(200))}) {
            var ended = run(socket, "-is-handshaker-supported");
            assertThat(ended.code()).isEqualTo(Shim.BROKEN);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("bogo launcher: ");
        }
    }

    /** It dies before it has read, and after it has begun to answer. */
    @Test
    void aJvmThatDiesIsNoAnswer() throws IOException, InterruptedException {
        for (byte[] begun : new byte[][]{{}, {1, 0, 0, 0, 2, 'N'}, {1, 0, 0, 0, 3, 'N', 'o', '\n'}, {3, 0, 0, 0, 1}}) {
            var socket = folder.resolve("dying" + begun.length);
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                var dying = Thread.ofPlatform().daemon().start(() -> {
                    try (var one = server.accept()) {
                        one.write(java.nio.ByteBuffer.wrap(begun));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                assertThat(run(socket, "-is-handshaker-supported").code()).isEqualTo(Shim.BROKEN);
                dying.join();
            }
        }
    }
}
