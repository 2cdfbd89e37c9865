package dev.parley.cli;

import dev.parley.crypto.Crypto;
import dev.parley.explain.story.Story;
import dev.parley.id.CipherSuite;
import dev.parley.observe.Facts;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** What may happen between two visits, so that the second one is a full handshake again. The names are those of {@code --between}. */
enum Between {
    EXPIRED,
    NEW_KEYS,
    SUITE_GONE,
    CLIENT_CERT,
    TURNED_OFF;

    /** @param first the story of the first visit */
    void happen(Plot plot, Encore.Memory memory, Story first) {
        switch (this) {
            case EXPIRED -> memory.pass(Duration.ofHours(25));
            case NEW_KEYS -> memory.forgetServer();
            case SUITE_GONE -> {
                var gone = first.facts().map(Facts::suite).orElseThrow();
                plot.server(it -> it.suites(others(gone, plot.crypto()).toList()));
            }
            case CLIENT_CERT -> plot.mutual = true;
            case TURNED_OFF -> plot.server(it -> it.withoutSessions());
        }
    }

    private static Stream<CipherSuite> others(CipherSuite gone, Crypto crypto) {
        var all = gone.isFor13() ? CipherSuite.ALL_13 : CipherSuite.ALL_12;
        return all.stream().filter(it -> it.keyExchange() == gone.keyExchange() && it.hash() != gone.hash())
            .filter(it -> crypto.ciphers().contains(it.cipher()));
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
