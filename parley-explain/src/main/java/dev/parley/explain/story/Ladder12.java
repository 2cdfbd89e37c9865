package dev.parley.explain.story;

import dev.parley.Cryptography;
import dev.parley.config.Side;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.id.CipherSuite;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.Finished;
import dev.parley.message.ServerHello;
import dev.parley.schedule.KeyBlock;
import dev.parley.schedule.Prf12;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the three values of TLS 1.2, two randoms and the premaster secret, to the keys. RFC 5246 sections 6.3 and 8.1. */
final class Ladder12 {
    private final Crypto crypto = Cryptography.jdk();
    private final List<Derivation> steps = new ArrayList<>();
    private final Spoken spoken;
    private final CipherSuite suite;
    private final ClientHello client;
    private final ServerHello server;

    private Ladder12(Spoken spoken, ClientHello client, ServerHello server) {
        this.spoken = spoken;
        this.client = client;
        this.server = server;
        this.suite = server.cipherSuite();
    }

    static List<Derivation> of(Story story) {
        var spoken = Spoken.of(story, Cryptography.jdk());
        var client = spoken.clientHello();
        var server = spoken.serverHello();
        var told = Told.first(story, "CLIENT_RANDOM");
        if (client.isEmpty() || server.isEmpty() || told.isEmpty()) return List.of();
        return new Ladder12(spoken, client.get(), server.get())
            .climb(Told.first(story, "premaster secret"), told.get());
    }

    private List<Derivation> climb(Optional<Bytes> premaster, Bytes mainTold) {
        steps.add(Derivation.given("client_random", "RFC 5246 section 7.4.1.2", client.random()));
        steps.add(Derivation.given("server_random", "RFC 5246 section 7.4.1.3", server.random()));
        premaster.ifPresent(it -> steps.add(Derivation.given("pre_master_secret", "RFC 5246 section 7.4.7", it)));
        if (premaster.isEmpty()) steps.add(Derivation.given("master_secret", "RFC 5246 section 7.3", mainTold));
        try (var main = premaster.map(it -> main(it, mainTold)).orElseGet(() -> Told.secret(mainTold))) {
            keys(main);
            finished(main, Side.CLIENT);
            finished(main, Side.SERVER);
        }
        return List.copyOf(steps);
    }

    private Secret main(Bytes premaster, Bytes told) {
        var extended = server.extensions().has(ExtendedMainSecret.IT);
        var hash = spoken.hashThrough(suite.hash(), it -> it.message() instanceof ClientKeyExchange);
        try (var secret = Told.secret(premaster)) {
            if (!extended) {
                var main = Prf12.mainSecret(crypto, suite.hash(), secret, client.random(), server.random());
                return add("master_secret",
                    "PRF(pre_master_secret, \"master secret\", client_random + server_random)[0..47]",
                    "RFC 5246 section 8.1", main, Optional.of(told));
            }
            var sessionHash = hash.orElseThrow();
            steps.add(new Derivation("session_hash", "Hash(ClientHello … ClientKeyExchange)", "RFC 7627 section 3",
                Bytes.own(sessionHash), Optional.empty()));
            var main = Prf12.extendedMainSecret(crypto, suite.hash(), secret, sessionHash);
            return add("master_secret", "PRF(pre_master_secret, \"extended master secret\", session_hash)[0..47]",
                "RFC 7627 section 4", main, Optional.of(told));
        }
    }

    private void keys(Secret main) {
        try (var block = Prf12.keyBlock(crypto, suite, main, client.random(), server.random())) {
            half("client", block.client());
            half("server", block.server());
        }
    }

    private static final String BLOCK = "PRF(master_secret, \"key expansion\", server_random + client_random)";

    private void half(String side, KeyBlock.Half half) {
        var source = "RFC 5246 section 6.3";
        if (half.mac().length() > 0) show(side + "_write_MAC_key", BLOCK, source, half.mac(), Optional.empty());
        show(side + "_write_key", BLOCK, source, half.key(), Optional.empty());
        if (half.iv().length() > 0) show(side + "_write_IV", BLOCK, source, half.iv(), Optional.empty());
    }

    private void finished(Secret main, Side side) {
        var hash = spoken.hashBefore(suite.hash(), it -> it.sender() == side && it.message() instanceof Finished);
        if (hash.isEmpty()) return;
        var who = side == Side.CLIENT ? "client" : "server";
        var data = Prf12.verifyData(crypto, suite.hash(), main, side == Side.CLIENT, hash.get());
        var hashed = "Hash(handshake_messages before %s Finished)".formatted(who);
        steps.add(Derivation.given(hashed, "RFC 5246 section 7.4.9", Bytes.own(hash.get())));
        steps.add(new Derivation(who + " verify_data",
            "PRF(master_secret, \"%s finished\", %s)[0..11]".formatted(who, hashed),
            "RFC 5246 section 7.4.9", Bytes.own(data), spoken.finished(side)));
    }

    private Secret add(String name, String formula, String source, Secret secret, Optional<Bytes> told) {
        show(name, formula, source, secret, told);
        return secret;
    }

    private void show(String name, String formula, String source, Secret secret, Optional<Bytes> told) {
        steps.add(new Derivation(name, formula, source, Told.bytes(secret), told));
    }
}
