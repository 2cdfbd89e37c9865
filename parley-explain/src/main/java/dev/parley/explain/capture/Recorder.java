package dev.parley.explain.capture;

import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.failure.HandshakeFailure;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Records live connections into a capture (pcapng) that Wireshark opens decrypted: the secrets are in it. Nobody needs the
 * right to capture for that, since the connections themselves tell what they send. <b>Whoever has the file can read what
 * was said.</b> It is made for its owner only.
 *
 * <pre>{@code
 * try (var recorder = Recorder.to(Path.of("visit.pcapng"))) {
 *     var tls = Tls.client(settings).observing(() -> recorder.observer(Side.CLIENT));
 *     …
 * }
 * }</pre>
 *
 * <p>With JSSE, {@code ParleyParameters.observer} takes the same. The packets around the records are made up, with the
 * addresses that {@link #observer(Side, Supplier, Supplier)} is told.
 *
 * <p>Thread-safe. If the file cannot be written any more, that is logged once and the connections go on unrecorded.
 */
public final class Recorder implements Closeable {
    /** Ports for clients whose own is not known: those that no service has. RFC 6335 section 6. */
    private static final int FIRST_PORT = 49_152;

    private final CaptureWriter writer;
    private final InstantSource clock;
    private int connections;
    private int shaking;
    private boolean failed;
    private boolean closed;

    private Recorder(CaptureWriter writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /** Writes to a new file, or over an old one. */
    public static Recorder to(Path file) throws IOException {
        return to(CaptureWriter.create(file, CaptureWriter.Options.DEFAULT), InstantSource.system());
    }

    /** @param writer is closed along with this */
    static Recorder to(CaptureWriter writer, InstantSource clock) {
        return new Recorder(writer, clock);
    }

    /** For one connection on this machine, whose addresses do not matter. @param side whose connection it is */
    public Observer observer(Side side) {
        return observer(side, () -> loopback(port()), () -> loopback(443));
    }

    /** As {@link #observer(Side, Supplier, Supplier)}, for a client that knows whom it talks to, but not its own address. */
    public Observer ofClient(Supplier<Endpoint> server) {
        return observer(Side.CLIENT, () -> near(server.get()), server);
    }

    /**
     * For one connection.
     *
     * @param side whose connection it is
     * @param client asked for when the first record passes; of the same kind of address as the server's
     */
    public Observer observer(Side side, Supplier<Endpoint> client, Supplier<Endpoint> server) {
        return new OneConnection(side, client, server);
    }

    private static Endpoint loopback(int port) {
        return new Endpoint(Bytes.of((byte) 127, (byte) 0, (byte) 0, (byte) 1), port);
    }

    /** An address like the server's. */
    private Endpoint near(Endpoint server) {
        if (server.isIpv4()) return loopback(port());
        var address = new byte[16];
        address[15] = 1;
        return new Endpoint(Bytes.own(address), port());
    }

    private synchronized int port() {
        return FIRST_PORT + connections++ % (0x10000 - FIRST_PORT);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private synchronized void guarded(Writing writing) {
        if (failed) return;
        try {
            writing.run();
        } catch (IOException e) {
            failed = true;
            System.getLogger(Recorder.class.getName()).log(Level.WARNING, "the capture cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) return;
        closed = true;
        failed = true; // nothing more is recorded
        writer.close();
    }

    private final class OneConnection implements Observer {
        private final Side side;
        private final Supplier<Endpoint> client;
        private final Supplier<Endpoint> server;
        private TcpTalk talk;
        private boolean shakes;
        private final Set<Way> closed = EnumSet.noneOf(Way.class);

        OneConnection(Side side, Supplier<Endpoint> client, Supplier<Endpoint> server) {
            this.side = side;
            this.client = client;
            this.server = server;
        }

        private Direction direction(Way way) {
            return way == Way.OUT == (side == Side.CLIENT) ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
        }

        private Instant now() {
            return clock.instant();
        }

        private TcpTalk talk() throws IOException {
            if (talk == null) {
                talk = writer.connect(client.get(), server.get(), now());
                shakes = true;
                shaking++;
            }
            return talk;
        }

        @Override
        public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
            Bytes content) {
            guarded(() -> talk().send(direction(way), raw, now()));
        }

        @Override
        public boolean wantsSecrets() {
            return true;
        }

        /** Only what a key log may hold: its labels are in capitals. RFC 9850 section 2. */
        @Override
        public void secret(String label, Bytes clientRandom, Secret secret) {
            if (!label.matches("[A-Z0-9_]+")) return;
            var value = secret.use(bytes -> Bytes.of(bytes));
            guarded(() -> writer.secrets(new KeyLog.Line(label, clientRandom, value)));
        }

        @Override
        public void established(Facts facts) {
            guarded(this::shaken);
        }

        @Override
        public void failure(HandshakeFailure failure) {
            guarded(this::shaken);
        }

        /** From here on no secrets are to come that packets would have to wait for. */
        private void shaken() {
            if (!shakes) return;
            shakes = false;
            shaking--;
        }

        @Override
        public void closed(Way way, boolean clean) {
            guarded(() -> {
                if (talk == null || !closed.add(way)) return;
                talk.finish(direction(way), now());
                if (shaking == 0) writer.flush();
            });
        }
    }
}
