package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.lab.KeyKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** {@code openssl s_server}, to whom clients come back, and {@code openssl s_client}, which comes back by a file. */
final class OpenSslReturning implements Returning {
    private static final Pattern ACCEPTING = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)\\s");

    private final Papers papers;
    private final Path early;
    private final AtomicInteger files = new AtomicInteger();

    OpenSslReturning(Papers papers) {
        this.papers = papers;
        this.early = papers.write("openssl-early", GREETING_TEXT);
    }

    @Override
    public Optional<String> limit(Return kind, Side role) {
        return Optional.empty();
    }

    private static List<String> options(Return kind) {
        return switch (kind) {
            case TICKET_12 -> List.of("-tls1_2");
            case ID_12 -> List.of("-tls1_2", "-no_ticket");
            case TICKET_13, EARLY_13 -> List.of("-tls1_3");
            case STATEFUL_13 -> List.of("-tls1_3", "-no_ticket");
        };
    }

    /** It says what it is told to, so it is told the greeting for both visitors; what one leaves, the next hears. */
    @Override
    public Peer.Serving serve(Return kind) throws IOException, InterruptedException {
        var paper = papers.files(papers.server(KeyKind.P256));
        var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert",
            paper.chain().toString(), "-cert_chain", paper.above().toString(), "-key", paper.key().toString()));
        command.addAll(options(kind));
        if (kind == Return.EARLY_13) command.addAll(List.of("-early_data", "-max_early_data", "16384"));
        var program = Program.server(command, Map.of());
        var accepting = program.hear(ACCEPTING);
        if (accepting.isEmpty()) throw new IOException("did not start: " + program);
        Thread.startVirtualThread(() -> greet(program));
        return new ProgramServing(program, Integer.parseInt(accepting.get().group(1)), false);
    }

    /** Greets each visitor who has greeted. */
    private static void greet(Program program) {
        try {
            for (int visitor = 1; visitor <= 2; visitor++) {
                program.hear(Pattern.compile("(?s)(CIPHER is .*){" + visitor + "}"));
                program.input().write(GREETING);
                program.input().flush();
            }
        } catch (IOException | InterruptedException _) {
            // The client misses its greeting, and says so.
        }
    }

    @Override
    public void callTwice(Return kind, InetSocketAddress server) throws IOException, InterruptedException {
        var session = papers.write("session" + files.incrementAndGet(), "").toString();
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.getPort(),
            "-servername", Talk.HOST, "-CAfile", papers.authorityFile().toString(), "-verify_return_error"));
        command.addAll(options(kind));
        var first = new ArrayList<>(command);
        first.addAll(List.of("-sess_out", session));
        run(first);
        command.addAll(List.of("-sess_in", session));
        if (kind == Return.EARLY_13) command.addAll(List.of("-early_data", early.toString()));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        try (var program = Program.server(command, Map.of())) {
            program.exitCode();
        }
    }
}
