package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.TlsFailure;
import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Credentials;
import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.ech.EchKeys;
import dev.parley.explain.capture.Recorder;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.StoryTeller;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.observe.Observer;
import dev.parley.ocsp.OcspStapling;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley serve}: a server that echoes, shows each client its own handshake, or pipes standard input and output. */
@Command(
    name = "serve",
    description = "Waits for clients. Makes a certificate on the spot if none is given.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Serve implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_RESPONSES = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Streams streams;
    private final Set<Link> open = ConcurrentHashMap.newKeySet();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "4433",
        description = "${DEFAULT-VALUE} unless given; 0 for any.")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "localhost",
        description = "This machine alone unless given; 0.0.0.0 for everybody.")
    private String bind;

    @Option(names = "--cert", paramLabel = "FILE",
        description = "The certificate and its chain, PEM; read again when it changes.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its key, PEM; the same file if not given.")
    private Path key;

    @Option(names = "--delegated", paramLabel = "FILE",
        description = "A key that the certificate has signed, as parley delegate makes it, for clients that take such; read again when it changes. The certificate's own key need not be here.")
    private Path delegated;

    @Option(names = "--name", paramLabel = "NAME", split = ",",
        description = "Names for the certificate made on the spot, besides localhost.")
    private String[] names = {};

    @Option(names = "--ca-out", paramLabel = "FILE",
        description = "Where to write the authority of the certificate made on the spot.")
    private Path authorityOut;

    @Option(names = "--client-ca", paramLabel = "FILE",
        description = "Wants client certificates of the authorities in this PEM file.")
    private Path clientAuthorities;

    @Option(names = "--ech-keys", paramLabel = "FILE",
        description = "Opens hidden hellos with the keys in this file, which parley ech-keys makes; read again when it changes.")
    private Path echKeys;

    @Option(names = "--sct", paramLabel = "FILE", split = ",",
        description = "Shows these timestamps, as public logs gave them for the certificate, one in each file.")
    private Path[] timestamps = {};

    @Option(names = "--ocsp", paramLabel = "FOLDER",
        description = "Fetches the certificate's OCSP responses in the background, keeps them there, and staples them.")
    private Path ocsp;

    @Option(names = "--echo", description = "Says back what it hears.")
    private boolean echo;

    @Option(names = "--http", description = "Answers HTTP requests with a page about the very handshake.")
    private boolean http;

    @Mixin
    private Common common;

    private Optional<Recorder> recorder = Optional.empty();
    private Optional<OcspStapling> stapling = Optional.empty();

    Serve(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (echo && http) throw common.usage("--echo and --http exclude each other");
        var tls = common.checked(() -> Tls.server(this::settings));
        var keyLog = common.keyLog();
        if (keyLog.isPresent()) tls = tls.observing(keyLog::get);
        try {
            if (!common.isRecorded()) return listen(tls);
            try (var kept = common.recorder().orElseThrow()) {
                recorder = Optional.of(kept);
                return listen(tls);
            }
        } finally {
            stapling.ifPresent(OcspStapling::close);
        }
    }

    private int listen(Tls tls) {
        try (var listening = new ServerSocket(port, 50, InetAddress.getByName(bind))) {
            var farewell = Thread.ofPlatform().unstarted(() -> leave(listening));
            Runtime.getRuntime().addShutdownHook(farewell);
            common.say(common.words().text("serve.listening",
                listening.getLocalSocketAddress().toString().replaceFirst("^.*/", ""))
                + System.lineSeparator());
            serve(listening, tls);
            if (!Thread.currentThread().isInterrupted()) return ExitCode.OK;
            Runtime.getRuntime().removeShutdownHook(farewell);
            leave(listening);
            return ExitCode.OK;
        } catch (IOException e) {
            common.say("parley: " + common.words().text("serve.port", port, e.getMessage()) + System.lineSeparator());
            return ExitCode.FAILED;
        }
    }

    private void settings(TlsSettings settings) {
        common.apply(settings);
        if (http && !common.hasProtocols()) settings.protocols("http/1.1");
        settings.credentials(stapled(credentials()));
        if (echKeys != null) settings.echKeys(EchKeys.reloading(echKeys));
        if (clientAuthorities != null) {
            var trust = Trust.pem(clientAuthorities);
            settings.trust(trust).clientAuth(ClientAuth.NEED).authorities(trust.authorities());
        }
    }

    /** Handshakes never wait for responses, but the first clients should see them too. */
    private Credentials stapled(Credentials plain) {
        if (ocsp == null) return plain;
        var fetching = new OcspStapling(Optional.of(ocsp), Trust.jdk().anchors().certificates());
        stapling = Optional.of(fetching);
        var stapled = fetching.stapled(plain);
        stapled.current();
        try {
            fetching.await(FIRST_RESPONSES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return stapled;
    }

    private Credentials credentials() {
        if (delegated != null && certificate == null) throw common.usage("--delegated needs --cert");
        if (timestamps.length > 0 && certificate == null) throw common.usage("--sct needs --cert");
        var stamps = Stream.of(timestamps).map(this::bytes).toList();
        if (delegated != null) return withDelegated().changed(it -> it.withTimestamps(stamps));
        if (certificate != null) return Credentials.reloading(certificate, key != null ? key : certificate)
            .changed(it -> it.withTimestamps(stamps));
        if (key != null) throw common.usage("--key needs --cert");
        var authority = LabAuthority.create(KeyKind.P256);
        var all = new java.util.ArrayList<>(java.util.List.of(names));
        all.add("localhost");
        var issued = authority.issue(Spec.server(all.toArray(String[]::new)).addresses("127.0.0.1", "::1"));
        if (authorityOut != null) write(authorityOut, issued.pemAuthority());
        common
            .say(common.words().text(authorityOut == null ? "serve.made" : "serve.made.written", String.join(", ", all),
                authorityOut) + System.lineSeparator());
        return Credentials.of(Credential.of(issued.chain(), issued.key()));
    }

    private Bytes bytes(Path file) {
        try {
            return Bytes.own(Files.readAllBytes(file));
        } catch (IOException e) {
            throw common.usage(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The delegated key first, and the certificate's own for whoever does not take that, if it is here. */
    private Credentials withDelegated() {
        var first = Credentials.delegated(Cryptography.standard(), PeerChain.Side.SERVER, certificate, delegated);
        return key == null ? first : Credentials.all(List.of(first, Credentials.reloading(certificate, key)));
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw common.usage(file + " cannot be written: " + e.getMessage());
        }
    }

    /** Until the socket is closed, or the thread is interrupted. */
    private void serve(ServerSocket listening, Tls tls) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                var socket = listening.accept();
                var client = Thread.ofVirtual().unstarted(() -> serve(socket, tls));
                client.start();
                if (!echo && !http) client.join(); // standard input and output are one client's at a time
            } catch (IOException _) {
                return; // closed: it is time to leave
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void serve(Socket socket, Tls tls) {
        var chronicle = new Chronicle();
        var from = socket.getRemoteSocketAddress().toString().replaceFirst("^.*/", "");
        Link mine = null;
        var watched = recorder.map(it -> tls.observing(() -> watching(it, socket))).orElse(tls);
        try (var link =
            watched.observing(() -> StoryTeller.of(Side.SERVER, chronicle)).accept(prepared(socket), PATIENCE)) {
            mine = link;
            open.add(link);
            if (!common.isQuiet()) common.say(from + ": " + link.facts() + System.lineSeparator());
            if (http) new HttpPage(link, chronicle).answer();
            else if (echo) link.input().transferTo(link.output());
            else new Pipe(link, streams, false).run();
        } catch (TlsFailure _) {
            common.say(from + ":" + System.lineSeparator());
            common.tell(chronicle.story());
            return;
        } catch (IOException e) {
            if (!listens(e)) common.say(from + ": " + e.getMessage() + System.lineSeparator());
        } finally {
            if (mine != null) open.remove(mine);
        }
        common.tellAll(chronicle.story());
    }

    private static Observer watching(Recorder recorder, Socket socket) {
        return recorder.observer(Side.SERVER,
            () -> Endpoint.of((InetSocketAddress) socket.getRemoteSocketAddress()),
            () -> Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress()));
    }

    private static Socket prepared(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Was it this side that closed, to leave? */
    private static boolean listens(IOException e) {
        return e instanceof java.net.SocketException && String.valueOf(e.getMessage()).contains("closed");
    }

    /** Takes no more clients, and says close_notify to those that are here. */
    private void leave(ServerSocket listening) {
        try {
            listening.close();
            var ends = open.stream().map(link -> Thread.ofVirtual().start(() -> close(link))).toList();
            for (var end : ends) end.join(FAREWELL);
            if (recorder.isPresent()) recorder.get().close();
        } catch (IOException _) {
            return; // closed already
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Link link) {
        try {
            link.close();
        } catch (IOException _) {
            return; // the client was faster
        }
    }
}
