package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands {@code gnutls-serv} and {@code gnutls-cli}. */
final class GnuTls implements Peer {
    private static final Pattern LISTENING =
        Pattern.compile("listening on IPv4 [^\\n]* port \\d+\\.\\.\\.(done|\\S.*)\\n");
    private static final Pattern REFUSED = Pattern.compile("Syntax error at: \\S+");
    private static final int TRIES = 20;

    private final Papers papers;
    private final Returning returning;
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    GnuTls(Papers papers) {
        this.papers = papers;
        this.returning = new GnuTlsReturning(papers);
    }

    @Override
    public String name() {
        return "GnuTLS";
    }

    @Override
    public String version() {
        return Program.ask("gnutls-cli", "--version").split("\\s", 3)[1];
    }

    @Override
    public Optional<String> missing() {
        return Stream.of("gnutls-cli", "gnutls-serv").filter(it -> !Program.exists(it)).findFirst();
    }

    @Override
    public Optional<String> limit(Setup setup, Side role) {
        if (setup.needs("ML_DSA") && !list().contains("ML-DSA"))
            return Optional.of("gnutls-cli --list names no ML-DSA");
        if (setup.twist() == Twist.COOKIE && !setup.retry() && role == Side.CLIENT)
            return Optional.of("refuses a HelloRetryRequest for a cookie alone, from OpenSSL too");
        if (setup.twist() == Twist.COOKIE && role == Side.SERVER)
            return Optional.of("gnutls-serv has no option to ask for a cookie");
        if (setup.twist() == Twist.PEER_UPDATES_KEYS && role == Side.SERVER)
            return Optional.of("gnutls-serv has no option to update keys");
        return Optional.empty();
    }

    @Override
    public Returning returning() {
        return returning;
    }

    private String list() {
        return answers.computeIfAbsent("list", _ -> Program.ask("gnutls-cli", "--list"));
    }

    @Override
    public Serving serve(Setup setup) throws PeerCannot, IOException, InterruptedException {
        var command = serverCommand(setup);
        return start(port -> {
            var whole = new ArrayList<>(command);
            whole.addAll(List.of("--port", Integer.toString(port)));
            return whole;
        });
    }

    /** A server by this command, for a port. */
    static Serving start(IntFunction<List<String>> command) throws PeerCannot, IOException, InterruptedException {
        for (int number = 1;; number++) {
            int port = freePort();
            var program = Program.server(command.apply(port), Map.of());
            var listening = program.hear(LISTENING);
            if (listening.isPresent() && listening.get().group(1).equals("done"))
                return new ProgramServing(program, port, false);
            program.close();
            checkRefused(program);
            if (listening.isEmpty()) throw new IOException("did not start: " + program);
            if (number == TRIES) throw new IOException("found no free port: " + program);
        }
    }

    /** It cannot be told to find a port itself, so somebody else may be faster; then there is another try. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private List<String> serverCommand(Setup setup) throws PeerCannot {
        var paper = papers.files(papers.server(setup.server()));
        var command = new ArrayList<>(List.of("gnutls-serv", "--echo", "--nodb", "--x509certfile",
            paper.chain().toString(), "--x509keyfile", paper.key().toString(),
            "--sni-hostname", Talk.HOST, "--sni-hostname-fatal", "--alpn", protocol(setup), "--alpn-fatal"));
        if (setup.client().isPresent() || setup.twist() == Twist.CERTIFICATE_MISSING)
            command.addAll(List.of("--require-client-cert", "--verify-client-cert", "--x509cafile",
                papers.authorityFile().toString()));
        else if (setup.twist() == Twist.CERTIFICATE_OPTIONAL)
            command.addAll(List.of("--verify-client-cert", "--x509cafile", papers.authorityFile().toString()));
        else command.add("--disable-client-cert");
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT)
            command.addAll(List.of("--recordsize", Integer.toString(Watcher.SMALL_RECORD)));
        command.addAll(List.of("--priority", priority(setup, false)));
        return command;
    }

    @Override
    public void call(Setup setup, InetSocketAddress server) throws PeerCannot, IOException, InterruptedException {
        var command = new ArrayList<>(List.of("gnutls-cli", "--logfile", "/dev/stderr", "--inline-commands", "--port",
            Integer.toString(server.getPort()), "--sni-hostname", Talk.HOST, "--verify-hostname", Talk.HOST,
            "--x509cafile", papers.authorityFile().toString(), "--alpn", protocol(setup), "--priority",
            priority(setup, true), "--single-key-share"));
        if (setup.client().isPresent()) {
            var paper = papers.files(papers.client(setup.client().get()));
            command.addAll(List.of("--x509certfile", paper.chain().toString(), "--x509keyfile",
                paper.key().toString()));
        }
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT || setup.twist() == Twist.MAX_FRAGMENT_LENGTH)
            command.addAll(List.of("--recordsize", Integer.toString(Watcher.SMALL_RECORD)));
        command.add("127.0.0.1");
        try (var program = Program.client(command, Map.of())) {
            talk(program, setup);
        }
    }

    /** With small records it does not get on if everything is said at once, not even with GnuTLS's own server. */
    private static void talk(Program program, Setup setup) throws PeerCannot, IOException, InterruptedException {
        try {
            if (!setup.shallFail()) {
                Talk.echo(Talk.SHORT, program.output(), program.input());
                if (setup.twist() == Twist.PEER_UPDATES_KEYS) {
                    program.input().write("^rekey^\n".getBytes(StandardCharsets.US_ASCII));
                    program.input().flush();
                }
                boolean small = setup.twist() == Twist.RECORD_SIZE_LIMIT || setup.twist() == Twist.MAX_FRAGMENT_LENGTH;
                for (var part : small ? Talk.lines(Talk.LONG) : List.of(Talk.LONG))
                    Talk.echo(part, program.output(), program.input());
                program.input().close();
            }
            int code = program.exitCode();
            if (code != 0 && !setup.shallFail()) throw new IOException("exit code " + code);
        } catch (IOException e) {
            program.exitCode();
            checkRefused(program);
            throw new IOException(e.getMessage() + ": " + program, e);
        }
        if (setup.shallFail() && !program.said().contains("Received alert"))
            throw new IOException("no alert was seen: " + program);
    }

    private static void checkRefused(Program program) throws PeerCannot {
        var refused = REFUSED.matcher(program.said());
        if (refused.find()) throw new PeerCannot("gnutls says: " + refused.group());
    }

    private static String protocol(Setup setup) {
        return setup.twist() == Twist.OTHER_PROTOCOL ? Talk.OTHER_PROTOCOL : Talk.PROTOCOL;
    }

    /** What it may do, in GnuTLS's own language. */
    private String priority(Setup setup, boolean client) throws PeerCannot {
        if (setup.twist() == Twist.DEFAULTS) return "NORMAL";
        var parts = new ArrayList<>(List.of("NONE", "+CTYPE-X509", "+COMP-NULL", "+SIGN-ALL"));
        var suite = setup.suite().orElseThrow();
        parts.add(setup.is13() ? "+VERS-TLS1.3" : "+VERS-TLS1.2");
        parts.add("+" + suite.cipher().toString().toUpperCase(Locale.ROOT));
        parts.add("+" + mac(suite));
        if (!setup.is13()) parts.add("+" + keyExchange(suite));
        if (client && setup.retry()) parts.add(group(setup.wrongGuess()));
        parts.add(setup.group().isPresent() ? group(setup.group().get()) : "+GROUP-ALL");
        if (!setup.is13() && !setup.extendedMainSecret()) parts.add("%NO_SESSION_HASH");
        if (!setup.is13() && !setup.encryptThenMac()) parts.add("%NO_ETM");
        return String.join(":", parts);
    }

    private String group(NamedGroup group) throws PeerCannot {
        var name = "GROUP-" + group.name().toUpperCase(Locale.ROOT);
        if (!list().contains(name)) throw new PeerCannot("gnutls-cli --list names no such group");
        return "+" + name;
    }

    private static String mac(CipherSuite suite) {
        if (suite.cipher().kind() == BulkCipher.Kind.AEAD) return "AEAD";
        return suite.mac() == HashAlgorithm.SHA1 ? "SHA1" : suite.mac().name();
    }

    private static String keyExchange(CipherSuite suite) {
        if (suite.keyExchange() == KeyExchange.RSA) return "RSA";
        if (suite.keyExchange() == KeyExchange.DHE) return "DHE-RSA";
        return "ECDHE-" + suite.authentication();
    }
}
