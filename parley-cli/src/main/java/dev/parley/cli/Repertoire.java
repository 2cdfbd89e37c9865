package dev.parley.cli;

import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.web.WebDesk;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The demonstrations that the page of {@code parley ui} has buttons for. Each makes a plot of its own whenever it is played. */
enum Repertoire {
    TLS13(() -> plot13(KeyKind.P256)),
    TLS13_HYBRID(() -> plot13(KeyKind.P256).insist(NamedGroup.X25519MLKEM768)),
    TLS13_RETRY(() -> plot13(KeyKind.P256).client(it -> it.keyShares(NamedGroup.SECP521R1))),
    MUTUAL(() -> mutual(plot13(KeyKind.P256))),
    TLS12_ECDHE(() -> plot12(KeyExchange.ECDHE, KeyKind.P256)),
    TLS12_DHE(() -> plot12(KeyExchange.DHE, KeyKind.RSA_2048)),
    TLS12_RSA(() -> plot12(KeyExchange.RSA, KeyKind.RSA_2048).prefer(CipherSuite.RSA_AES_128_GCM_SHA256)),
    MUTUAL12(() -> mutual(plot12(KeyExchange.ECDHE, KeyKind.P256))),
    ECH(() -> hiding(Hiding.ACCEPTED)),
    ECH_GREASE(() -> hiding(Hiding.GREASE)),
    RESUME_ID(Encore.ID),
    RESUME_TICKET(Encore.TICKET),
    RESUME_PSK(Encore.PSK),
    EARLY_DATA(Encore.EARLY_DATA),
    FALSE_START(Encore.FALSE_START),
    ECH_RETRY(Repertoire::learned),
    FAIL_ECH_REJECTED(() -> hiding(Hiding.REJECTED));

    private final Play play;

    Repertoire(Supplier<Plot> plot) {
        this.play = chronicle -> once(plot.get(), chronicle);
    }

    Repertoire(Encore encore) {
        this.play = chronicle -> again(encore, chronicle);
    }

    Repertoire(Play play) {
        this.play = play;
    }

    /** Plays, and writes what happens into the chronicle. */
    private interface Play {
        Story into(Chronicle chronicle) throws IOException, InterruptedException;
    }

    private static Story once(Plot plot, Chronicle chronicle) throws IOException, InterruptedException {
        try (var stage = new Stage(plot, List.of())) {
            return stage.visit(chronicle);
        }
    }

    /** Only the second visit is told. */
    private static Story again(Encore encore, Chronicle chronicle) throws IOException, InterruptedException {
        var plot = encore.isFor13() ? plot13(KeyKind.P256) : plot12(KeyExchange.ECDHE, KeyKind.P256);
        encore.prepare(plot);
        try (var stage = new Stage(plot, List.of())) {
            stage.visit();
            encore.begin(plot);
            return stage.visit(chronicle);
        }
    }

    /** Only the visit after the one that was rejected is told. */
    private static Story learned(Chronicle chronicle) throws IOException, InterruptedException {
        var plot = hiding(Hiding.REJECTED);
        try (var stage = new Stage(plot, List.of())) {
            stage.visit();
            Hiding.learn(plot);
            return stage.visit(chronicle);
        }
    }

    private static Plot hiding(Hiding how) {
        var plot = plot13(KeyKind.P256);
        how.prepare(plot);
        return plot;
    }

    private static Plot plot13(KeyKind kind) {
        return new Plot(ProtocolVersion.TLS_1_3, KeyExchange.TLS13, kind);
    }

    private static Plot plot12(KeyExchange exchange, KeyKind kind) {
        return new Plot(ProtocolVersion.TLS_1_2, exchange, kind);
    }

    private static Plot mutual(Plot plot) {
        plot.mutual = true;
        return plot;
    }

    /**
     * Plays the one of this name, which may be a case that fails.
     *
     * @return its story; empty if there is none of this name
     */
    static Optional<Story> play(String name, Chronicle chronicle) throws IOException, InterruptedException {
        for (var one : values()) if (one.toString().equals(name)) return Optional.of(one.play.into(chronicle));
        for (var failing : FailCase.values())
            if (name(failing).equals(name)) return Optional.of(once(spoiled(failing), chronicle));
        return Optional.empty();
    }

    private static Plot spoiled(FailCase failing) {
        boolean version12 = failing.version().filter(ProtocolVersion.TLS_1_2::equals).isPresent();
        var plot = version12 ? plot12(KeyExchange.ECDHE, KeyKind.P256) : plot13(KeyKind.P256);
        failing.spoil(plot);
        return plot;
    }

    private static String name(FailCase failing) {
        return "fail-" + failing;
    }

    /** Those that succeed, the first time and on coming back. */
    static List<WebDesk.Action> shown() {
        return some(it -> it.compareTo(RESUME_ID) < 0);
    }

    static List<WebDesk.Action> again() {
        return some(it -> it.compareTo(RESUME_ID) >= 0 && it.compareTo(FAIL_ECH_REJECTED) < 0);
    }

    private static List<WebDesk.Action> some(Predicate<Repertoire> which) {
        return Arrays.stream(values()).filter(which).map(it -> action(it.toString(), "ui.run." + it.name())).toList();
    }

    static List<WebDesk.Action> failing() {
        var cases = Arrays.stream(FailCase.values()).map(it -> action(name(it), "demo.fail." + it.name()));
        return Stream.concat(cases, some(FAIL_ECH_REJECTED::equals).stream()).toList();
    }

    private static WebDesk.Action action(String name, String key) {
        return new WebDesk.Action(name, Map.of("en", Words.ENGLISH.text(key), "zh", Words.CHINESE.text(key)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
