package dev.parley.interop;

import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.lab.KeyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of single features with other programs have in common. */
@Timeout(120)
abstract class Acquaintance {
    static final Duration PATIENCE = Duration.ofSeconds(Program.PATIENCE_SECONDS);
    static final byte[] WORDS = "123454321\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern OPENSSL_LISTENS = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)\\s");

    @TempDir
    static Path folder;
    private static Papers papers;

    static synchronized Papers papers() {
        if (papers == null || !papers.isIn(folder)) papers = new Papers(folder);
        return papers;
    }

    static void need(String program) {
        if (Program.exists(program)) return;
        if ("true".equals(System.getenv("CI"))) throw new AssertionError(program + " is missing");
        Assumptions.abort(program + " is missing");
    }

    interface Visit {
        void to(Link link, Program peer) throws Exception;
    }

    /** A client of ours visits {@code openssl s_server}, which has a P-256 certificate and turns each line round. */
    static void visitOpenSsl(Tls client, List<String> options, Visit visit) throws Exception {
        need("openssl");
        var paper = papers().files(papers().server(KeyKind.P256));
        var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-cert",
            paper.chain().toString(), "-cert_chain", paper.above().toString(), "-key", paper.key().toString()));
        command.addAll(options);
        try (var program = Program.server(command, Map.of())) {
            var listening = program.hear(OPENSSL_LISTENS)
                .orElseThrow(() -> new IOException("did not start: " + program));
            try (var link = call(client, Integer.parseInt(listening.group(1)))) {
                visit.to(link, program);
            } catch (IOException | AssertionError failure) {
                failure.addSuppressed(new IOException("the server's account: " + program));
                throw failure;
            }
        }
    }

    static Link call(Tls client, int port) throws IOException {
        return client.connect(Talk.HOST, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
    }

    /** {@code openssl s_client} visits a server of ours. */
    static void openSslVisits(Tls server, List<String> options, Visit visit) throws Exception {
        need("openssl");
        visits(server, port -> {
            var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername",
                Talk.HOST, "-CAfile", papers().authorityFile().toString(), "-verify_return_error"));
            command.addAll(options);
            return command;
        }, visit);
    }

    interface Command {
        List<String> to(int port);
    }

    /** A program visits a server of ours. */
    static void visits(Tls server, Command command, Visit visit) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var accepting = CompletableFuture.supplyAsync(() -> {
                try {
                    return server.accept(listening, PATIENCE);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }, Thread::startVirtualThread);
            try (var program = Program.server(command.to(listening.getLocalPort()), Map.of())) {
                try (var link = accepting.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    visit.to(link, program);
                } catch (Exception | AssertionError failure) {
                    failure.addSuppressed(new IOException("the client's account: " + program));
                    throw failure;
                }
            }
        }
    }

    /** Says a line to a peer that turns it round, which makes no difference, and hears it back. */
    static void talk(Link link) throws IOException, InterruptedException {
        Talk.echo(WORDS, link.input(), link.output());
    }

    /** Hears a line that the program was given by its standard input. */
    static void hear(Link link, Program program) throws IOException {
        program.input().write(WORDS);
        program.input().flush();
        Talk.hear(WORDS, link.input());
    }
}
