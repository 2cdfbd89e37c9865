package dev.parley.cli;

import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.TlsFailure;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.StoryTeller;
import dev.parley.observe.KeyLog;
import dev.parley.transparency.Transparency;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley connect}: a client that pipes standard input and output through TLS. */
@Command(
    name = "connect",
    description = "Connects to a server, and pipes standard input and output through the connection.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Connect implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "HOST:PORT", converter = Address.Converter.class,
        description = "Where to; port 443 if none is given.")
    private Address address;

    @Option(names = "--sni", paramLabel = "NAME",
        description = "The name to ask for and to want in the certificate, instead of the host.")
    private String name;

    @Option(names = "--ca", paramLabel = "FILE",
        description = "Trusts the authorities in this PEM file, instead of Java's.")
    private Path authorities;

    @Option(names = "--cert", paramLabel = "FILE", description = "The client's certificate and its chain, PEM.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its key, PEM; the same file if not given.")
    private Path key;

    @Option(names = "--insecure",
        description = "Believes any certificate: anybody between may read and change what is said.")
    private boolean insecure;

    @Option(names = "--ech", paramLabel = "CONFIG",
        description = "Hides the hello: with a list in base64, a PEM file, or what the DNS says (dns, dns://SERVER:PORT). grease: only pretends to, as without this option. off: not even that.")
    private String ech;

    @Option(names = "--ct-logs", paramLabel = "FILE",
        description = "Wants two timestamps of the public logs in this list (JSON, version 3) with the certificate.")
    private Path logs;

    @Option(names = "--ct-report", description = "Only tells whether they came.")
    private boolean logsReport;

    @Option(names = "--delegated",
        description = "Takes a key of a few days that the server's certificate has signed, in the place of its own.")
    private boolean delegated;

    @Option(names = "--keep-open",
        description = "At the end of standard input, waits for the server to close instead of closing.")
    private boolean keepOpen;

    @Option(names = "--session-file", paramLabel = "FILE",
        description = "Goes on from a session in this file, and keeps new ones there. Whoever has it can read what was said.")
    private Path sessionFile;

    @Option(names = "--timeout", paramLabel = "SECONDS", defaultValue = "20",
        description = "How long connecting and the handshake may take: ${DEFAULT-VALUE} s unless given.")
    private int timeout;

    @Mixin
    private Common common;

    @Mixin
    private HtmlFile html;

    /** Whom it talks to, once that is known. */
    private InetSocketAddress there;

    Connect(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        html.check();
        if (sessionFile == null) return call(it -> {});
        try (var sessions = SessionFile.open(sessionFile, trust())) {
            int code = call(it -> it.sessions(sessions));
            sessions.trouble().ifPresent(it -> common.say("parley: "
                + common.words().text("connect.session." + it, sessionFile) + System.lineSeparator()));
            return code;
        } catch (IOException e) {
            throw common.usage(sessionFile + " cannot be used: " + e.getMessage());
        }
    }

    /** Whoever was believed on other grounds, or knew this side as somebody else, is a stranger. */
    private String trust() throws IOException {
        return SessionFile.trust(Stream.of(authorities, certificate).filter(Objects::nonNull).toList(),
            String.valueOf(insecure), String.valueOf(authorities != null), String.valueOf(certificate != null));
    }

    private int call(Consumer<TlsSettings> more) {
        var chronicle = new Chronicle();
        var tls = common.checked(() -> Tls.client(it -> {
            settings(it);
            more.accept(it);
        }))
            .observing(() -> StoryTeller.of(Side.CLIENT, chronicle));
        Optional<KeyLog> keyLog = common.keyLog();
        if (keyLog.isPresent()) tls = tls.observing(keyLog::get);
        if (common.isRecorded()) return recorded(tls, chronicle);
        return talk(tls, chronicle);
    }

    /** The same, and what passes goes to a capture. */
    private int recorded(Tls tls, Chronicle chronicle) {
        try (var recorder = common.recorder().orElseThrow()) {
            return talk(tls.observing(() -> recorder.ofClient(() -> Endpoint.of(there))), chronicle);
        } catch (IOException e) {
            return failed("connect.capture", e.getMessage());
        }
    }

    private int talk(Tls tls, Chronicle chronicle) {
        int code = converse(tls, chronicle);
        try {
            html.write(chronicle.story(), common.words());
            return code;
        } catch (IOException e) {
            return failed("connect.html", e.getMessage());
        }
    }

    private int converse(Tls tls, Chronicle chronicle) {
        try (var link = connect(tls)) {
            if (!common.isQuiet())
                common.say(common.words().text("connect.connected", link.socket().getRemoteSocketAddress())
                    + System.lineSeparator());
            common.tell(chronicle.story());
            new Pipe(link, streams, keepOpen).run();
            return ExitCode.OK;
        } catch (TlsFailure _) {
            common.tell(chronicle.story());
            return ExitCode.FAILED;
        } catch (EchDns.EchLookupFailed e) {
            return failed("connect.ech", e.getMessage());
        } catch (UnknownHostException e) {
            return failed("connect.unknown", address.host());
        } catch (IOException e) {
            return failed("connect.transport", address, e.getMessage());
        }
    }

    private int failed(String key, Object... values) {
        common.say("parley: " + common.words().text(key, values) + System.lineSeparator());
        return ExitCode.FAILED;
    }

    private void settings(TlsSettings settings) {
        common.apply(settings);
        if (ech != null) EchOption.of(ech).accept(settings);
        if (logsReport && logs == null) throw common.usage("--ct-report needs --ct-logs");
        if (logs != null) {
            var list = LogListFile.read(logs);
            settings.transparency(logsReport ? Transparency.report(list) : Transparency.enforce(list));
        }
        settings.delegatedCredentials(delegated);
        if (insecure && authorities != null)
            throw common.usage("--insecure believes everybody, so --ca has no meaning");
        if (insecure) settings.trust(Trust.insecure());
        if (authorities != null) settings.trust(Trust.pem(authorities));
        if (key != null && certificate == null) throw common.usage("--key needs --cert");
        if (certificate != null) settings.credentials(Credential.pem(certificate, key != null ? key : certificate));
    }

    /** A name may have several addresses, and not all of them an answer. */
    private Link connect(Tls tls) throws IOException {
        ConnectException last = null;
        for (var candidate : InetAddress.getAllByName(address.host())) {
            try {
                there = new InetSocketAddress(candidate, address.port());
                return tls.connect(name != null ? name : address.host(), there, Duration.ofSeconds(timeout));
            } catch (ConnectException e) {
                last = e;
            }
        }
        throw last;
    }
}
