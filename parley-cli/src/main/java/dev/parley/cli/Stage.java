package dev.parley.cli;

import dev.parley.Link;
import dev.parley.TlsFailure;
import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.StoryTeller;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Observer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Plays a plot: a real server and a real client, over loopback TCP, each on a thread of its own and each telling its side.
 * The server listens for as long as the stage is open, so the client may come back. For one thread.
 */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IMPATIENCE = Duration.ofMillis(300);
    private static final String REQUEST = "What did we just agree on?\n";
    private static final String ANSWER = "On keys that nobody else has.\n";

    private final Plot plot;
    private final Cast cast;
    private final List<Supplier<Observer>> moreOfClient;
    private final ServerSocket listening;

    /** @param moreOfClient others who watch the client, asked for with each visit */
    Stage(Plot plot, List<Supplier<Observer>> moreOfClient) throws IOException {
        this.plot = plot;
        this.cast = Cast.of(plot);
        this.moreOfClient = List.copyOf(moreOfClient);
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    /** Plays it once, from beginning to end. */
    static Story play(Plot plot, List<Supplier<Observer>> moreOfClient, Chronicle chronicle)
        throws IOException, InterruptedException {
        try (var stage = new Stage(plot, moreOfClient)) {
            return stage.visit(chronicle);
        }
    }

    /** The client comes once, and both tell. */
    Story visit() throws IOException, InterruptedException {
        return visit(new Chronicle());
    }

    /** The same, told into this chronicle. */
    Story visit(Chronicle chronicle) throws IOException, InterruptedException {
        return new Visit(chronicle, moreOfClient).play();
    }

    /** The same, with nobody watching: afterwards the machine is warm, and what is measured is the handshake. */
    void rehearse() throws IOException, InterruptedException {
        new Visit(new Chronicle(), List.of()).play();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** One visit of the client. */
    private final class Visit {
        private final Chronicle chronicle;
        private final Tls client;
        private final Tls server;
        private final CountDownLatch serverIsDone = new CountDownLatch(1);

        Visit(Chronicle chronicle, List<Supplier<Observer>> alsoOfClient) {
            this.chronicle = chronicle;
            var watched = cast.asClient().observing(() -> StoryTeller.withSecrets(Side.CLIENT, chronicle));
            for (var more : alsoOfClient) watched = watched.observing(more);
            this.client = watched;
            this.server = cast.asServer().observing(() -> StoryTeller.withSecrets(Side.SERVER, chronicle));
        }

        Story play() throws IOException, InterruptedException {
            var serving = Thread.ofVirtual().name("server").start(this::serve);
            if (plot.meddling.isPresent()) {
                try (var meddler = new Meddler(listening.getLocalPort(), plot.meddling.get(), chronicle)) {
                    ask(meddler.port());
                    serving.join();
                }
            } else {
                ask(listening.getLocalPort());
                serving.join();
            }
            return chronicle.story();
        }

        // ---- the client

        private void ask(int port) throws IOException {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            if (plot.rawClient.isPresent()) {
                plot.rawClient.get().play(new Socket(address.getAddress(), port));
                return;
            }
            var patience = plot.rawServer.filter(RawPeer::isSilent).isPresent() ? IMPATIENCE : PATIENCE;
            var request = REQUEST.getBytes(StandardCharsets.UTF_8);
            try (var link = client.connect(plot.host, address, patience, plot.early ? request : new byte[0])) {
                if (!plot.hasty) serverIsDone.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                link.patience(PATIENCE);
                if (!wasHeardEarly(link)) link.output().write(request);
                read(link, ANSWER.length());
                if (plot.ending == Plot.Ending.CLEAN) link.output().close();
                link.input().readAllBytes();
            } catch (TlsFailure _) {
                return; // the story tells
            } catch (IOException e) {
                if (chronicle.story().failure().isEmpty()) throw e; // a failing side may reset the connection behind its alert
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /** Early data that the server did not take must be sent again. */
        private boolean wasHeardEarly(Link link) {
            return plot.early && link.facts().earlyData() == EarlyFate.ACCEPTED;
        }

        private static void read(Link link, int length) throws IOException {
            link.input().readNBytes(length);
        }

        // ---- the server

        private void serve() {
            try {
                var socket = listening.accept();
                socket.setTcpNoDelay(true);
                if (plot.rawServer.isPresent()) plot.rawServer.get().play(socket);
                else answer(socket);
            } catch (IOException _) {
                return; // the story tells
            } finally {
                serverIsDone.countDown();
            }
        }

        private void answer(Socket socket) throws IOException {
            try (var link = server.accept(socket, PATIENCE)) {
                link.patience(PATIENCE);
                serverIsDone.countDown();
                read(link, REQUEST.length() - link.takeEarly().length());
                link.output().write(ANSWER.getBytes(StandardCharsets.UTF_8));
                if (plot.ending == Plot.Ending.CUT) {
                    socket.close();
                    return;
                }
                link.input().readAllBytes();
            }
        }
    }
}
