package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.id.CipherSuite;
import dev.parley.lab.LabCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands {@code openssl s_server} and {@code openssl s_client}. */
final class OpenSsl implements Peer {
    private static final Pattern ACCEPTING = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)\\s");
    private static final Pattern REFUSED = Pattern.compile("group '(\\S+)' cannot be set|no cipher match");
    private static final Pattern WROTE_KEY_UPDATE = Pattern.compile("write (client|server) key update");

    private final Papers papers;
    private final Returning returning;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Path withoutExtendedMainSecret;

    OpenSsl(Papers papers) {
        this.papers = papers;
        this.returning = new OpenSslReturning(papers);
        this.withoutExtendedMainSecret = papers.write("no-ems.cnf", """
            openssl_conf = openssl
            [openssl]
            ssl_conf = ssl
            [ssl]
            system_default = system
            [system]
            Options = -ExtendedMasterSecret
            """);
    }

    @Override
    public String name() {
        return "OpenSSL";
    }

    @Override
    public String version() {
        return Program.ask("openssl", "version").split(" ", 3)[1];
    }

    @Override
    public Optional<String> missing() {
        return Program.exists("openssl") ? Optional.empty() : Optional.of("openssl");
    }

    @Override
    public Optional<String> limit(Setup setup, Side role) {
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT) return Optional.of("does not know record_size_limit");
        if (setup.needs("ML_DSA") && !signatures().contains("ML-DSA"))
            return Optional.of("openssl list -signature-algorithms names no ML-DSA");
        if (!setup.is13() && role == Side.SERVER && setup.isFiniteField())
            return Optional.of("names no finite field group in TLS 1.2, but brings a prime of its own");
        return Optional.empty();
    }

    @Override
    public Returning returning() {
        return returning;
    }

    private String signatures() {
        return answers.computeIfAbsent("signatures", _ -> Program.ask("openssl", "list", "-signature-algorithms"));
    }

    @Override
    public Serving serve(Setup setup) throws PeerCannot, IOException, InterruptedException {
        var command =
            new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-state",
                "-tlsextdebug"));
        addPaper(command, papers.server(setup.server()));
        addCommon(command, setup);
        if (setup.client().isPresent() || setup.twist() == Twist.CERTIFICATE_MISSING)
            addTrust(command, "-Verify", "1");
        if (setup.twist() == Twist.CERTIFICATE_OPTIONAL) addTrust(command, "-verify", "1");
        if (setup.twist() == Twist.COOKIE) command.add("-stateless");
        boolean byHand = setup.twist() == Twist.PEER_UPDATES_KEYS || setup.twist() == Twist.COOKIE;
        if (!byHand) command.add("-rev");
        var program = Program.server(command, environment(setup));
        try {
            var accepting = program.hear(ACCEPTING);
            if (accepting.isEmpty()) throw refused(program);
            var serving = new ProgramServing(program, Integer.parseInt(accepting.get().group(1)), true);
            if (byHand) Thread.startVirtualThread(() -> echoByHand(program, setup.twist() == Twist.PEER_UPDATES_KEYS));
            return serving;
        } catch (PeerCannot | IOException | InterruptedException | RuntimeException e) {
            program.close();
            throw e;
        }
    }

    /** A server that can be told to change its keys, or that wants a cookie, does not echo by itself. */
    private static void echoByHand(Program program, boolean update) {
        try {
            program.hear(Pattern.compile("\n" + text(Talk.SHORT)));
            if (update) updateKeys(program);
            program.input().write(Talk.SHORT);
            program.input().flush();
            program.hear(Pattern.compile(text(Talk.LONG).substring(Talk.LONG.length - 300)));
            program.input().write(Talk.LONG);
            program.input().flush();
        } catch (IOException | InterruptedException _) {
            // The client misses its answer, and says so.
        }
    }

    /** The letter must be read alone, so nothing may be written before it has had its effect. */
    private static void updateKeys(Program program) throws IOException, InterruptedException {
        program.input().write("K\n".getBytes(StandardCharsets.US_ASCII));
        program.input().flush();
        program.hear(WROTE_KEY_UPDATE);
    }

    private static String text(byte[] words) {
        return new String(words, StandardCharsets.US_ASCII);
    }

    @Override
    public void call(Setup setup, InetSocketAddress server) throws PeerCannot, IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.getPort(),
            "-servername", Talk.HOST, "-verify_hostname", Talk.HOST, "-quiet", "-no_ign_eof", "-state"));
        addTrust(command);
        addCommon(command, setup);
        if (setup.client().isPresent()) {
            addPaper(command, papers.client(setup.client().get()));
        }
        if (setup.twist() == Twist.MAX_FRAGMENT_LENGTH) command.addAll(List.of("-maxfraglen", "512"));
        try (var program = Program.client(command, environment(setup))) {
            talk(program, setup);
        }
    }

    private static void talk(Program program, Setup setup) throws PeerCannot, IOException, InterruptedException {
        try {
            if (!setup.shallFail()) {
                Talk.echo(Talk.SHORT, program.output(), program.input());
                if (setup.twist() == Twist.PEER_UPDATES_KEYS) updateKeys(program);
                Talk.echo(Talk.LONG, program.output(), program.input());
                program.input().close();
            }
            int code = program.exitCode();
            if (code != 0 && !setup.shallFail()) throw new IOException("exit code " + code);
        } catch (IOException e) {
            program.exitCode();
            var refused = REFUSED.matcher(program.said());
            if (refused.find()) throw new PeerCannot("openssl says: " + refused.group());
            throw new IOException(e.getMessage() + ": " + program, e);
        }
        if (setup.shallFail() && !program.said().contains("alert read:fatal"))
            throw new IOException("no alert was seen: " + program);
    }

    private void addCommon(List<String> command, Setup setup) throws PeerCannot {
        command.addAll(
            List.of("-alpn", setup.twist() == Twist.OTHER_PROTOCOL ? Talk.OTHER_PROTOCOL : Talk.PROTOCOL));
        if (setup.twist() == Twist.DEFAULTS) return;
        command.add(setup.is13() ? "-tls1_3" : "-tls1_2");
        if (setup.suite().isPresent()) {
            var suite = setup.suite().get();
            command.addAll(setup.is13() ? List.of("-ciphersuites", suite.name())
                : List.of("-cipher", nameOf(suite) + level(suite)));
        }
        if (setup.group().isPresent()) {
            // A server takes any of its groups for which there is a share, so only the client is given the wrong guess.
            var groups = setup.retry() && command.contains("s_client")
                ? List.of(setup.wrongGuess(), setup.group().get())
                : List.of(setup.group().get());
            command.addAll(List.of("-groups", groups.stream().map(it -> switch (it.name()) {
                case "secp256r1" -> "P-256";
                case "secp384r1" -> "P-384";
                case "secp521r1" -> "P-521";
                case "x25519" -> "X25519";
                case "x448" -> "X448";
                default -> it.name();
            }).collect(Collectors.joining(":"))));
        }
        if (!setup.is13() && !setup.encryptThenMac()) command.add("-no_etm");
    }

    private void addTrust(List<String> command, String... more) {
        command.addAll(List.of("-CAfile", papers.authorityFile().toString(), "-verify_return_error"));
        command.addAll(List.of(more));
    }

    private void addPaper(List<String> command, LabCertificate issued) {
        var paper = papers.files(issued);
        command.addAll(List.of("-cert", paper.chain().toString(), "-cert_chain", paper.above().toString(), "-key",
            paper.key().toString()));
    }

    /** Its usual level of security has no tags of 8 bytes. */
    private static String level(CipherSuite suite) {
        return suite.name().endsWith("_CCM_8") ? ":@SECLEVEL=0" : "";
    }

    private String nameOf(CipherSuite suite) throws PeerCannot {
        var said = answers.computeIfAbsent(suite.name(), it -> Program.ask("openssl", "ciphers", "-convert", it));
        var name = said.substring(said.lastIndexOf(' ')).strip();
        if (name.equals("(NONE)")) throw new PeerCannot("openssl ciphers does not know " + suite.name());
        return name;
    }

    /** What has no option on the command line can be said in a configuration file. */
    private Map<String, String> environment(Setup setup) {
        return setup.is13() || setup.extendedMainSecret() ? Map.of()
            : Map.of("OPENSSL_CONF", withoutExtendedMainSecret.toString());
    }

    private static PeerCannot refused(Program program) throws IOException {
        var matcher = REFUSED.matcher(program.said());
        if (!matcher.find()) throw new IOException("did not start: " + program);
        return new PeerCannot("openssl says: " + matcher.group());
    }
}
