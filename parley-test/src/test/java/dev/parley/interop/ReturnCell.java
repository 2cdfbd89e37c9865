package dev.parley.interop;

import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.lab.KeyKind;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.NewSessionTicket12;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Two visits, of which the second goes on with the session of the first. @param role the peer's */
record ReturnCell(Peer peer, Side role, Return kind, Papers papers) {
    private static final Duration PATIENCE = Duration.ofSeconds(Program.PATIENCE_SECONDS);
    private static final int EARLY_BYTES = 16384;

    Verdict run() {
        var limit = peer.returning().limit(kind, role);
        try {
            var seen = role == Side.SERVER ? visits() : visitors();
            check(seen);
            return limit.<Verdict>map(Verdict.Surprise::new).orElse(new Verdict.Ok(""));
        } catch (PeerCannot cannot) {
            return new Verdict.Cannot(cannot.getMessage());
        } catch (Exception | AssertionError failure) {
            return limit.<Verdict>map(Verdict.Cannot::new).orElse(new Verdict.Failed(failure));
        }
    }

    /** @param tickets how many messages NewSessionTicket of TLS 1.2 there were so far */
    private record Visit(Facts facts, int tickets) {}

    private void check(List<Visit> visits) throws IOException {
        for (var visit : visits) {
            if (!visit.facts.version().equals(kind.version())) throw new IOException("wrong version: " + visits);
            if (visit.facts.resumed() != visit.equals(visits.getLast()))
                throw new IOException("gone on with: " + visits);
        }
        if (kind == Return.EARLY_13 && visits.getLast().facts.earlyData() != EarlyFate.ACCEPTED)
            throw new IOException("early data: " + visits.getLast());
        if (!kind.is13() && visits.getFirst().tickets != (kind == Return.TICKET_12 ? 1 : 0))
            throw new IOException(visits.getFirst().tickets + " tickets");
    }

    private static final class Tickets implements Observer {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
            if (message instanceof NewSessionTicket12) number.incrementAndGet();
        }
    }

    // ---- the peer is the server

    private List<Visit> visits() throws PeerCannot, IOException, InterruptedException {
        try (var serving = peer.returning().serve(kind)) {
            try {
                return visit(serving.address());
            } catch (IOException failure) {
                failure.addSuppressed(new IOException("the server's account: " + serving.account()));
                throw failure;
            }
        }
    }

    private List<Visit> visit(InetSocketAddress server) throws IOException {
        var sessions = ClientSessions.inMemory(1 << 20, 4);
        var tickets = new Tickets();
        var client = Tls.client(it -> it.versions(kind.version()).trust(Papers.trust())
            .sessions(kind == Return.ID_12 ? sessions.byId() : sessions)).observing(() -> tickets);
        var early = kind == Return.EARLY_13 ? Returning.GREETING : new byte[0];
        var seen = new ArrayList<Visit>();
        for (int i = 0; i < 2; i++) {
            try (var link = client.connect(Talk.HOST, server, PATIENCE, early)) {
                link.patience(PATIENCE);
                link.output().write(Returning.GREETING);
                Talk.hear(Returning.GREETING, link.input());
                seen.add(new Visit(link.facts(), tickets.number.get()));
            }
        }
        return seen;
    }

    // ---- the peer is the client

    private List<Visit> visitors() throws Exception {
        try (var listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var serving = new FutureTask<>(() -> serve(listening));
            Thread.startVirtualThread(serving);
            peer.returning().callTwice(kind, (InetSocketAddress) listening.getLocalSocketAddress());
            return serving.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private List<Visit> serve(ServerSocket listening) throws IOException {
        var plain = Tls.server(this::server);
        var sessions = plain.config().serverSessions().orElseThrow();
        var chosen = switch (kind) {
            case TICKET_12, TICKET_13 -> sessions.withoutStore();
            case ID_12 -> sessions.tickets(0);
            case STATEFUL_13 -> sessions.stateful(true);
            case EARLY_13 -> sessions.earlyData(EARLY_BYTES);
        };
        var tickets = new Tickets();
        var tls = Tls.server(it -> {
            server(it);
            it.sessions(chosen);
        }).observing(() -> tickets);
        var seen = new ArrayList<Visit>();
        listening.setSoTimeout((int) PATIENCE.toMillis());
        for (int i = 0; i < 2; i++) {
            try (var link = tls.accept(listening, PATIENCE)) {
                link.output().write(Returning.GREETING);
                seen.add(new Visit(link.facts(), tickets.number.get()));
                takeEarly(link);
            }
        }
        return seen;
    }

    private void server(TlsSettings it) {
        it.versions(kind.version()).credentials(Papers.credential(papers.server(KeyKind.P256)));
    }

    private static void takeEarly(Link link) throws IOException {
        if (link.facts().earlyData() != EarlyFate.ACCEPTED) return;
        if (!link.takeEarly().equals(Bytes.of(Returning.GREETING))) throw new IOException("other early data");
    }
}
