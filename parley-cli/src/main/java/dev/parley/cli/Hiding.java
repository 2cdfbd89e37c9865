package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import java.util.List;
import java.util.Locale;

/** What a demonstration shows of Encrypted Client Hello. RFC 9849. */
enum Hiding {
    /** The server opens the hello. */
    ACCEPTED,
    /** The client has a configuration of a key that the server no longer has, and is told a better one. */
    REJECTED,
    /** The client has no configuration, and only pretends. */
    GREASE;

    static final String PUBLIC_HOST = "public.parley.test";
    private static final EchKey KEY = key(1);

    private static EchKey key(int id) {
        return EchKey.generate(Cryptography.standard(), HpkeKem.X25519, HpkeSuite.USUAL, id, PUBLIC_HOST, 64);
    }

    /** For the first visit. */
    void prepare(Plot plot) {
        if (this == GREASE) {
            plot.client(it -> it.ech(policy -> policy.grease(true)));
            return;
        }
        plot.certificate = spec -> spec.dns(Plot.HOST, PUBLIC_HOST);
        plot.server(it -> it.echKeys(EchKeys.of(KEY)));
        hide(plot, this == ACCEPTED ? KEY : key(2));
    }

    /** The client has learned the key that the server has. */
    static void learn(Plot plot) {
        hide(plot, KEY);
    }

    /** The second try is another visit here, so that both are seen. */
    private static void hide(Plot plot, EchKey key) {
        plot.client(it -> it.ech(new EchConfigList(List.of(key.config()))).ech(policy -> policy.retries(false)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
