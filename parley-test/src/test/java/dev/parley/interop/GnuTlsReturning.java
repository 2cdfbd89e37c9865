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

/** {@code gnutls-serv}, to whom clients come back, and {@code gnutls-cli}, which comes back by itself. */
final class GnuTlsReturning implements Returning {
    private final Papers papers;
    private final Path early;

    GnuTlsReturning(Papers papers) {
        this.papers = papers;
        this.early = papers.write("gnutls-early", GREETING_TEXT);
    }

    @Override
    public Optional<String> limit(Return kind, Side role) {
        return kind == Return.STATEFUL_13 && role == Side.SERVER
            ? Optional.of("gives out no tickets of TLS 1.3 but sealed ones") : Optional.empty();
    }

    private static String priority(Return kind) {
        return "NORMAL:-VERS-ALL:+VERS-TLS" + (kind.is13() ? "1.3" : "1.2");
    }

    @Override
    public Peer.Serving serve(Return kind) throws PeerCannot, IOException, InterruptedException {
        var paper = papers.files(papers.server(KeyKind.P256));
        return GnuTls.start(port -> {
            var command = new ArrayList<>(List.of("gnutls-serv", "--echo", "--disable-client-cert", "--port",
                Integer.toString(port), "--x509certfile", paper.chain().toString(), "--x509keyfile",
                paper.key().toString(), "--priority", priority(kind)));
            if (kind == Return.ID_12 || kind == Return.STATEFUL_13) command.add("--noticket");
            if (kind == Return.EARLY_13) command.addAll(List.of("--earlydata", "--maxearlydata", "16384"));
            return command;
        });
    }

    @Override
    public void callTwice(Return kind, InetSocketAddress server) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("gnutls-cli", "--resume", "--waitresumption", "--port",
            Integer.toString(server.getPort()), "--x509cafile", papers.authorityFile().toString(), "--sni-hostname",
            Talk.HOST, "--verify-hostname", Talk.HOST, "--priority",
            priority(kind) + (kind == Return.ID_12 ? ":%NO_TICKETS" : "")));
        if (kind == Return.EARLY_13) command.addAll(List.of("--earlydata", early.toString()));
        command.add("127.0.0.1");
        try (var program = Program.server(command, Map.of())) {
            program.exitCode();
        }
    }
}
