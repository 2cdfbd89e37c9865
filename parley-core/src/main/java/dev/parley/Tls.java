package dev.parley;

import dev.parley.carrier.TlsCarrier;
import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.config.TlsSettings;
import dev.parley.credential.HostName;
import dev.parley.handshake.Wish;
import dev.parley.ech.EchConfigList;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.observe.Observer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The front door. Immutable and thread-safe: made once, used for as many connections as one likes.
 *
 * <pre>{@code
 * var tls = Tls.client(it -> it.trust(Trust.pem(roots)).protocols("h2", "http/1.1"));
 * try (var link = tls.connect("example.org", 443)) {
 *     link.output().write(request);
 *     var answer = link.input().readAllBytes();
 *     System.out.println(link.facts());
 * }
 * }</pre>
 */
public final class Tls {
    private final TlsConfig config;
    private final List<Supplier<Observer>> observers;

    private Tls(TlsConfig config, List<Supplier<Observer>> observers) {
        this.config = config;
        this.observers = List.copyOf(observers);
    }

    /** A client with safe defaults, and what is set here. @throws IllegalArgumentException if the settings contradict each other */
    public static Tls client(Consumer<TlsSettings> settings) {
        return of(Side.CLIENT, settings);
    }

    /** A server with safe defaults, and what is set here. @throws IllegalArgumentException if the settings contradict each other */
    public static Tls server(Consumer<TlsSettings> settings) {
        return of(Side.SERVER, settings);
    }

    private static Tls of(Side side, Consumer<TlsSettings> settings) {
        var those = new TlsSettings(side, Cryptography::standard);
        settings.accept(those);
        return new Tls(those.build(), List.of());
    }

    public static Tls of(TlsConfig config) {
        return new Tls(config, List.of());
    }

    /** The same, with one more observer for each connection, made when the connection begins. */
    public Tls observing(Supplier<Observer> observer) {
        var more = new java.util.ArrayList<>(observers);
        more.add(observer);
        return new Tls(config, more);
    }

    public TlsConfig config() {
        return config;
    }

    // ---- without input and output

    /** Client: a connection to this host, with its first hello ready to be drained. @param host a name, or an IP address; if it is neither, IllegalArgumentException */
    public Connection open(String host) {
        return open(host, host, false, ech(host, 443));
    }

    /** As {@link #open(String)}. @param port tells sessions with one server from those with another; @param early is early data to be sent, if a session allows it? */
    public Connection open(String host, int port, boolean early) {
        return open(host, host + ":" + port, early, ech(host, port));
    }

    /** As {@link #open(String)}, for an application that wants to send early data, if a session allows it. RFC 9846 section 4.3.10. */
    public Connection openEarly(String host) {
        return open(host, host, true, ech(host, 443));
    }

    /** As {@link #open(String, int, boolean)}. @param ech what hellos for this server are to be encrypted with, whatever the settings say; empty for not at all */
    public Connection open(String host, int port, boolean early, Optional<EchConfigList> ech) {
        return open(host, host + ":" + port, early, ech);
    }

    private Optional<EchConfigList> ech(String host, int port) {
        return config.ech().source().find(host, port);
    }

    private Connection open(String host, String sessionKey, boolean early, Optional<EchConfigList> ech) {
        want(Side.CLIENT);
        var serverName =
            HostName.of(host) instanceof HostName.Dns(var name) ? Optional.of(name) : Optional.<String>empty();
        var carrier =
            new TlsCarrier(config, new Wish(serverName, Optional.of(host), sessionKey, early, ech), observer());
        carrier.start();
        return new Connection(carrier);
    }

    /** Server: a connection that waits for a client's hello. */
    public Connection open() {
        want(Side.SERVER);
        return new Connection(new TlsCarrier(config, Optional.empty(), Optional.empty(), observer()));
    }

    private Observer observer() {
        return observers.isEmpty() ? Observer.NONE : Observer.all(observers.stream().map(Supplier::get).toList());
    }

    private void want(Side side) {
        if (config.side() != side)
            throw new IllegalStateException("this is a " + config.side().name().toLowerCase(java.util.Locale.ROOT));
    }

    // ---- blocking

    /**
     * Client: connects and shakes hands, blocking; on a virtual thread that costs next to nothing.
     *
     * @throws TlsFailure if the handshake fails
     * @throws IOException if the transport fails
     */
    public Link connect(String host, int port) throws IOException {
        return connect(host, new InetSocketAddress(host, port), NO_LIMIT);
    }

    /** As {@link #connect(String, int)}. @param patience how long connecting and the handshake may take together; zero for no limit */
    public Link connect(String host, InetSocketAddress address, Duration patience) throws IOException {
        return connect(host, address, patience, NO_EARLY_DATA);
    }

    private static final byte[] NO_EARLY_DATA = {};

    /**
     * As {@link #connect(String, InetSocketAddress, Duration)}, with data sent before the server has answered, if an
     * earlier session allows it. It can be recorded and sent again by others (RFC 8470), so it must do no harm twice.
     * {@code Link.facts().earlyData()} says whether the server took it; if not, it is for the caller to send again.
     */
    public Link connect(String host, InetSocketAddress address, Duration patience, byte[] early) throws IOException {
        want(Side.CLIENT);
        var deadline = Deadline.in(patience);
        var ech = ech(host, address.getPort());
        try {
            return connect(host, address, deadline, early, ech);
        } catch (TlsFailure e) {
            if (e.reason() != Reason.ECH_REJECTED || !config.ech().retries()) throw e;
            return connect(host, address, deadline, early, usable(e.failure()));
        }
    }

    /** What to encrypt with instead; nothing if the server has said that it does without. RFC 9849 section 6.1.6. */
    private Optional<EchConfigList> usable(HandshakeFailure rejection) {
        return rejection.retryConfigs().map(EchConfigList::of)
            .filter(list -> list.choose(config.crypto()).isPresent());
    }

    private Link connect(String host, InetSocketAddress address, Deadline deadline, byte[] early,
        Optional<EchConfigList> ech) throws IOException {
        var socket = new Socket();
        try {
            connect(socket, address, deadline);
            return Link.shakeHands(open(host, address.getPort(), early.length > 0, ech), socket, deadline, early);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static final Duration NO_LIMIT = Duration.ZERO;

    private static void connect(Socket socket, InetSocketAddress address, Deadline deadline) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, deadline.millis());
        } catch (SocketTimeoutException e) {
            throw new TlsFailure(Reason.TIMED_OUT.because(e, "nobody has answered at %s", address));
        }
    }

    /** Client: shakes hands over a socket that is connected already. It belongs to the link from now on. */
    public Link over(Socket socket, String host, Duration patience) throws IOException {
        return closing(socket, open(host), patience);
    }

    /** Server: shakes hands with the client at the other end of this socket. It belongs to the link from now on. */
    public Link accept(Socket socket, Duration patience) throws IOException {
        return closing(socket, open(), patience);
    }

    private static Link closing(Socket socket, Connection connection, Duration patience) throws IOException {
        try {
            return Link.shakeHands(connection, socket, Deadline.in(patience), NO_EARLY_DATA);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Server: waits for a client and shakes hands with it, all on this thread. */
    public Link accept(ServerSocket listening, Duration patience) throws IOException {
        want(Side.SERVER);
        var socket = listening.accept();
        socket.setTcpNoDelay(true);
        return accept(socket, patience);
    }
}
