package dev.parley.cli;

import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.web.WebDesk;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The demonstrations that the page of {@code parley ui} has buttons for. Each makes a plot of its own whenever it is played. */
enum Repertoire {
    TLS13(() -> plot13(KeyKind.P256)),
    TLS13_HYBRID(() -> plot13(KeyKind.P256).insist(NamedGroup.X25519MLKEM768)),
    TLS13_RETRY(() -> plot13(KeyKind.P256).client(it -> it.keyShares(NamedGroup.SECP521R1))),
    MUTUAL(() -> mutual(plot13(KeyKind.P256))),
    TLS12_ECDHE(() -> plot12(KeyExchange.ECDHE, KeyKind.P256)),
    TLS12_DHE(() -> plot12(KeyExchange.DHE, KeyKind.RSA_2048)),
    TLS12_RSA(() -> plot12(KeyExchange.RSA, KeyKind.RSA_2048).prefer(CipherSuite.RSA_AES_128_GCM_SHA256)),
    MUTUAL12(() -> mutual(plot12(KeyExchange.ECDHE, KeyKind.P256)));

    private final Supplier<Plot> plot;

    Repertoire(Supplier<Plot> plot) {
        this.plot = plot;
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

    /** A new plot of this name, or of a case that fails. */
    static Optional<Plot> plot(String name) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(name)).findFirst().map(it -> it.plot.get())
            .or(() -> Arrays.stream(FailCase.values()).filter(it -> name(it).equals(name)).findFirst()
                .map(Repertoire::spoiled));
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

    /** Those that succeed. */
    static List<WebDesk.Action> shown() {
        return Arrays.stream(values()).map(it -> action(it.toString(), "ui.run." + it.name())).toList();
    }

    static List<WebDesk.Action> failing() {
        return Arrays.stream(FailCase.values()).map(it -> action(name(it), "demo.fail." + it.name())).toList();
    }

    private static WebDesk.Action action(String name, String key) {
        return new WebDesk.Action(name, Map.of("en", Words.ENGLISH.text(key), "zh", Words.CHINESE.text(key)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
