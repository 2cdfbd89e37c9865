package dev.parley.cli;

import dev.parley.config.Side;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.text.StoryText;
import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.observe.KeyLog;
import dev.parley.observe.Observer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley demo}: a real server and a real client over loopback TCP, and the story of what they say. */
@Command(
    name = "demo",
    description = "Shows a handshake: a real server and a real client on this machine, told as a story.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Demo implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--tls", paramLabel = "VERSION", converter = Converters.Version.class,
        description = "The version: 1.3 (unless something else wants 1.2) or 1.2.")
    private ProtocolVersion version;

    @Option(names = "--kx", paramLabel = "KIND", converter = Converters.Exchange.class,
        description = "TLS 1.2: how the key is agreed on: ecdhe, dhe or rsa.")
    private KeyExchange exchange;

    @Option(names = "--group", paramLabel = "GROUP", converter = Converters.Group.class,
        description = "The group: x25519, X25519MLKEM768, secp256r1, ffdhe2048, …")
    private NamedGroup group;

    @Option(names = "--suite", paramLabel = "SUITE", converter = Converters.Suite.class,
        description = "The cipher suite that the server prefers: TLS_AES_256_GCM_SHA384, …")
    private CipherSuite suite;

    @Option(names = "--auth", paramLabel = "KEY", converter = Converters.Kind.class,
        description = "The server's key: ecdsa, rsa, ed25519 or ml-dsa-65.")
    private KeyKind kind;

    @Option(names = "--mutual", description = "The client has a certificate too, and shows it.")
    private boolean mutual;

    @Option(names = "--ech", paramLabel = "KIND", arity = "0..1", fallbackValue = "accepted",
        converter = Converters.HiddenHello.class,
        description = "TLS 1.3: the hello is hidden in another one, and both are shown side by side: accepted (unless "
            + "said otherwise), rejected (and tried again) or grease (only pretended).")
    private Hiding ech;

    @Option(names = "--delegated",
        description = "TLS 1.3: the server signs with a key of a few days that its certificate has delegated to.")
    private boolean delegated;

    @Option(names = "--retry", description = "TLS 1.3: the client guesses another group than the server wants.")
    private boolean retry;

    @Option(names = "--resume", paramLabel = "KIND", converter = Converters.Resumption.class,
        description = "A second visit goes on from the first: by id or ticket (TLS 1.2), or by psk (TLS 1.3).")
    private Encore resumption;

    @Option(names = "--early-data",
        description = "TLS 1.3: the second visit sends data along with its hello, before any answer.")
    private boolean early;

    @Option(names = "--false-start",
        description = "TLS 1.2: the second visit sends data without waiting for the server's Finished.")
    private boolean falseStart;

    @Option(names = "--between", paramLabel = "CASE", converter = Converters.Gap.class,
        completionCandidates = Converters.Gaps.class,
        description = "Something between the visits keeps the second from going on: ${COMPLETION-CANDIDATES}.")
    private Between between;

    @Option(names = "--fail", paramLabel = "CASE", converter = Converters.Case.class,
        completionCandidates = Converters.Cases.class,
        description = "Shows a failing handshake: ${COMPLETION-CANDIDATES}.")
    private FailCase failing;

    @Option(names = "--keylog", paramLabel = "FILE", description = "Appends the secrets to a key log, for Wireshark.")
    private Path keyLog;

    @Option(names = "--capture", paramLabel = "FILE",
        description = "Writes what passes to a capture (pcapng) that Wireshark opens decrypted.")
    private Path capture;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language of the story: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Option(names = {"-q", "--quiet"}, description = "Only how it ended; of two visits the comparison.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"}, description = "Every field, every byte, every state.")
    private boolean verbose;

    @Mixin
    private HtmlFile html;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var plot = plot();
        html.check();
        if (capture == null) return call(plot, observers());
        try (var recorder = Common.recorder(capture, spec)) {
            var observers = new ArrayList<>(observers());
            observers.add(() -> recorder.observer(Side.CLIENT));
            return call(plot, observers);
        }
    }

    private int call(Plot plot, List<Supplier<Observer>> observers) throws IOException, InterruptedException {
        var terminal = Terminal.standard();
        var text = new StoryText(words, terminal.palette(), terminal.width(), verbose);
        var encore = encore();
        if (encore.isPresent()) return twice(encore.get(), plot, observers, text);
        if (ech == Hiding.REJECTED) return rejected(plot, observers, text);
        var story = Stage.play(plot, observers, new Chronicle());
        html.write(story, words);
        Output.print(spec.commandLine().getOut(), quiet ? text.renderEnd(story) : text.paragraph(intro())
            + text.render(story) + (failing == null ? text.paragraph(words.text("demo.more")) : ""));
        if (failing != null && story.failure().isEmpty())
            throw new IllegalStateException("the case " + failing + " did not fail");
        return story.failure().isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private int twice(Encore encore, Plot plot, List<Supplier<Observer>> observers, StoryText text)
        throws IOException, InterruptedException {
        var visits = Visits.play(encore, Optional.ofNullable(between), plot, observers);
        html.write(visits, words);
        var beside = text.renderBeside(visits.first(), visits.second());
        Output.print(spec.commandLine().getOut(),
            quiet ? beside : both("encore." + encore.name(), visits, text) + beside);
        return visits.failed() ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Rejected, and once more with what the server said then. */
    private int rejected(Plot plot, List<Supplier<Observer>> observers, StoryText text)
        throws IOException, InterruptedException {
        var visits = Visits.afterRejection(plot, observers);
        html.write(visits, words);
        var beside = text.renderBeside(visits.first(), visits.second());
        Output.print(spec.commandLine().getOut(), quiet ? beside : both("ech.REJECTED", visits, text) + beside);
        return visits.second().failure().isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private String both(String what, Visits visits, StoryText text) {
        var intro = words.text("demo.intro") + words.text("sentence.separator")
            + words.text("demo.encore.intro", words.text("demo." + what));
        var happened = between == null ? ""
            : text.paragraph(words.text("demo.between", words.text("demo.between." + between.name())));
        return text.paragraph(intro) + text.heading(words.text("demo.visit.first")) + text.render(visits.first())
            + happened + text.heading(words.text("demo.visit.second")) + text.render(visits.second());
    }

    private Optional<Encore> encore() {
        if (early) return Optional.of(Encore.EARLY_DATA);
        if (falseStart) return Optional.of(Encore.FALSE_START);
        return Optional.ofNullable(resumption);
    }

    private String intro() {
        return failing == null ? words.text("demo.intro")
            : words.text("demo.intro") + " " + words.text("demo.spoiled", words.text("demo.fail." + failing.name()));
    }

    private List<Supplier<Observer>> observers() {
        if (keyLog == null) return List.of();
        try {
            var log = KeyLog.to(keyLog);
            return List.of(() -> log);
        } catch (UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Plot plot() {
        var itsVersion = version();
        var itsExchange = itsVersion.equals(ProtocolVersion.TLS_1_3) ? KeyExchange.TLS13
            : exchange != null ? exchange : suite != null ? suite.keyExchange() : KeyExchange.ECDHE;
        boolean wantsRsa = itsExchange == KeyExchange.RSA || itsExchange == KeyExchange.DHE;
        var itsKind = kind != null ? kind : wantsRsa ? KeyKind.RSA_2048 : KeyKind.P256;
        var plot = new Plot(itsVersion, itsExchange, itsKind);
        check(plot, wantsRsa);
        plot.mutual = mutual;
        plot.delegated = delegated;
        if (ech != null) ech.prepare(plot);
        if (suite != null) plot.prefer(suite);
        if (group != null) plot.insist(group);
        if (retry) plot.client(it -> it.keyShares(NamedGroup.SECP521R1));
        if (failing != null) failing.spoil(plot);
        return plot;
    }

    private ProtocolVersion version() {
        boolean wants12 = exchange != null || suite != null && suite.isFor12()
            || encore().filter(it -> !it.isFor13()).isPresent();
        if (version != null) return version;
        if (wants12) return ProtocolVersion.TLS_1_2;
        return failing == null ? ProtocolVersion.TLS_1_3 : failing.version().orElse(ProtocolVersion.TLS_1_3);
    }

    /** What cannot go together is a mistake of usage, and says why. */
    private void check(Plot plot, boolean wantsRsa) {
        boolean version13 = plot.version.equals(ProtocolVersion.TLS_1_3);
        var wrong = new ArrayList<String>();
        if (version13 && exchange != null)
            wrong.add(
                "--kx is for TLS 1.2: in TLS 1.3 every handshake has a fresh (EC)DHE exchange; choose with --group");
        if (suite != null && (suite.isFor13() != version13 || !version13 && suite.keyExchange() != plot.keyExchange))
            wrong.add(suite.name() + " is not for " + plot.version.name() + (version13 ? "" : " with --kx "
                + plot.keyExchange.name().toLowerCase(java.util.Locale.ROOT)));
        if (wantsRsa && plot.kind != KeyKind.RSA_2048)
            wrong.add("--kx " + plot.keyExchange.name().toLowerCase(java.util.Locale.ROOT) + " needs --auth rsa");
        if (!version13 && plot.kind == KeyKind.ML_DSA_65) wrong.add("ML-DSA is for TLS 1.3 only");
        if (!version13 && ech != null) wrong.add("--ech is for TLS 1.3 (RFC 9849)");
        if (ech == Hiding.REJECTED && (failing != null || encore().isPresent()))
            wrong.add("--ech rejected is two visits already, and the first fails: it goes with no others");
        if (!version13 && delegated) wrong.add("--delegated is for TLS 1.3 (RFC 9345)");
        if (!version13 && retry) wrong.add("--retry is for TLS 1.3: TLS 1.2 has no HelloRetryRequest");
        if (group != null && !version13 && !fits(group, plot.keyExchange))
            wrong.add(group.name() + " is not for TLS 1.2 with this key exchange");
        checkEncore(version13, wrong);
        if (!wrong.isEmpty()) throw new ParameterException(spec.commandLine(), String.join("; ", wrong));
    }

    private void checkEncore(boolean version13, List<String> wrong) {
        encore().filter(it -> it.isFor13() != version13)
            .ifPresent(it -> wrong.add(option(it) + " is for TLS " + (it.isFor13() ? "1.3" : "1.2")));
        if (early && resumption != null && resumption != Encore.PSK)
            wrong.add("--early-data goes with --resume psk only");
        if (falseStart && (resumption != null || early))
            wrong.add("--false-start is for full handshakes: it does not go with --resume or --early-data");
        if (falseStart && exchange == KeyExchange.RSA)
            wrong.add("--false-start needs forward secrecy (RFC 7918 section 4): not --kx rsa");
        if (capture != null && failing != null && failing.isWithoutClient())
            wrong.add("--capture records the client, and with --fail " + failing + " there is none");
        if (encore().isPresent() && failing != null)
            wrong.add(option(encore().get()) + " and --fail exclude each other");
        if (between != null && encore().filter(Encore::resumes).isEmpty())
            wrong.add("--between needs --resume or --early-data");
        if (between == Between.CLIENT_CERT && mutual)
            wrong.add("--between client-cert and --mutual exclude each other");
    }

    private static String option(Encore encore) {
        return switch (encore) {
            case ID, TICKET, PSK -> "--resume " + encore;
            case EARLY_DATA, FALSE_START -> "--" + encore;
        };
    }

    private static boolean fits(NamedGroup group, KeyExchange exchange) {
        return switch (exchange) {
            case ECDHE -> group.isFor12() && group.kind() != NamedGroup.Kind.FINITE_FIELD;
            case DHE -> group.kind() == NamedGroup.Kind.FINITE_FIELD;
            default -> false;
        };
    }
}
