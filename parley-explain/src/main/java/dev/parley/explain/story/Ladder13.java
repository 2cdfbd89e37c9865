package dev.parley.explain.story;

import dev.parley.Cryptography;
import dev.parley.config.Side;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.extension.PreSharedKey;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.message.Finished;
import dev.parley.message.KeyUpdate;
import dev.parley.message.ServerHello;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The key schedule of TLS 1.3, step by step, beginning with the secret that both sides agreed on. RFC 9846 section 7.1. */
final class Ladder13 {
    private static final String SCHEDULE = "RFC 9846 section 7.1";
    private static final byte[] NONE = {};

    private final Crypto crypto = Cryptography.jdk();
    private final List<Derivation> steps = new ArrayList<>();
    private final Story story;
    private final Spoken spoken;
    private final CipherSuite suite;
    private final HashAlgorithm hash;

    private Ladder13(Story story, Spoken spoken, ServerHello hello) {
        this.story = story;
        this.spoken = spoken;
        this.suite = hello.cipherSuite();
        this.hash = suite.hash();
    }

    static List<Derivation> of(Story story) {
        var spoken = Spoken.of(story, Cryptography.jdk());
        return spoken.serverHello().map(hello -> new Ladder13(story, spoken, hello).climb()).orElse(List.of());
    }

    private List<Derivation> climb() {
        begin();
        early();
        traffic("client_handshake_traffic_secret", "CLIENT_HANDSHAKE_TRAFFIC_SECRET", Optional.of(Side.CLIENT));
        traffic("server_handshake_traffic_secret", "SERVER_HANDSHAKE_TRAFFIC_SECRET", Optional.of(Side.SERVER));
        application(Side.CLIENT, "CLIENT_TRAFFIC_SECRET_0");
        application(Side.SERVER, "SERVER_TRAFFIC_SECRET_0");
        return List.copyOf(steps);
    }

    /** With the key that the server has taken of those offered, if it is told; without one, nothing is there to know. */
    private void begin() {
        var shared = Told.first(story, "shared secret");
        var taken = spoken.serverHello().orElseThrow().extensions().find(PreSharedKey.IT, Integer.class);
        if (taken.isEmpty()) {
            if (shared.isPresent()) fromTheBeginning(Optional.empty(), shared);
            return;
        }
        var known = PskTold.at(story, taken.get());
        if (known.isPresent()) fromTheBeginning(known, shared);
    }

    /** @param shared empty with a pre-shared key alone */
    private void fromTheBeginning(Optional<PskTold> psk, Optional<Bytes> shared) {
        psk.ifPresent(it -> steps.add(Derivation.given("PSK", it.source(), it.key())));
        shared.ifPresent(it -> steps.add(Derivation.given("(EC)DHE shared secret", "RFC 9846 section 7.4", it)));
        try (var key = psk.map(it -> Told.secret(it.key())).orElse(null);
            var input = shared.map(Told::secret).orElse(null); var early = crypto.extract(hash, null, key);
            var saltOfHandshake = derived(early); var handshake = crypto.extract(hash, saltOfHandshake, input);
            var saltOfMain = derived(handshake); var main = crypto.extract(hash, saltOfMain, null)) {
            show("early_secret", "HKDF-Extract(0, %s)".formatted(psk.isPresent() ? "PSK" : "0"), early,
                Optional.empty());
            if (Protections.isEarlyDataTaken(story))
                derive(early, "early_secret", "c e traffic", "client_early_traffic_secret",
                    it -> it.message() instanceof ClientHello, "ClientHello", "CLIENT_EARLY_TRAFFIC_SECRET");
            show("handshake_secret", "HKDF-Extract(Derive-Secret(early_secret, \"derived\", \"\"), %s)"
                .formatted(shared.isPresent() ? "(EC)DHE" : "0"), handshake, Optional.empty());
            Predicate<Entry.Message> serverHello = it -> it.message() instanceof ServerHello;
            derive(handshake, "handshake_secret", "c hs traffic", "client_handshake_traffic_secret", serverHello,
                "ClientHello … ServerHello", "CLIENT_HANDSHAKE_TRAFFIC_SECRET");
            derive(handshake, "handshake_secret", "s hs traffic", "server_handshake_traffic_secret", serverHello,
                "ClientHello … ServerHello", "SERVER_HANDSHAKE_TRAFFIC_SECRET");
            show("main_secret", "HKDF-Extract(Derive-Secret(handshake_secret, \"derived\", \"\"), 0)", main,
                Optional.empty());
            var through = "ClientHello … server Finished";
            derive(main, "main_secret", "c ap traffic", "client_application_traffic_secret_0",
                Ladder13::isServerFinished, through, "CLIENT_TRAFFIC_SECRET_0");
            derive(main, "main_secret", "s ap traffic", "server_application_traffic_secret_0",
                Ladder13::isServerFinished, through, "SERVER_TRAFFIC_SECRET_0");
            derive(main, "main_secret", "exp master", "exporter_secret", Ladder13::isServerFinished, through,
                "EXPORTER_SECRET");
        }
    }

    private static boolean isServerFinished(Entry.Message message) {
        return message.sender() == Side.SERVER && message.message() instanceof Finished;
    }

    private Secret derived(Secret secret) {
        return Labels.expand(crypto, hash, secret, "derived", crypto.hash(hash).soFar(), hash.length());
    }

    /** What was said so far goes into secrets, and into Finished, by its hash. */
    private void heard(String through, byte[] transcript) {
        var name = "Transcript-Hash(%s)".formatted(through);
        if (steps.stream().noneMatch(it -> it.name().equals(name)))
            steps.add(Derivation.given(name, "RFC 9846 section 4.1", Bytes.own(transcript)));
    }

    private void derive(Secret from, String stage, String label, String name, Predicate<Entry.Message> last,
        String through, String told) {
        var transcript = spoken.hashThrough(hash, last);
        if (transcript.isEmpty()) return;
        heard(through, transcript.get());
        try (var secret = Labels.expand(crypto, hash, from, label, transcript.get(), hash.length())) {
            show(name, "Derive-Secret(%s, \"%s\", %s)".formatted(stage, label, through), secret,
                Told.first(story, told));
        }
    }

    /** Where the server did not take early data, its suite may be another than the one agreed on. */
    private void early() {
        if (Protections.isEarlyDataTaken(story))
            traffic("client_early_traffic_secret", "CLIENT_EARLY_TRAFFIC_SECRET", Optional.empty());
    }

    /** The first keys for data, and those behind each KeyUpdate. RFC 9846 section 7.2. */
    private void application(Side side, String label) {
        var who = side == Side.CLIENT ? "client" : "server";
        var name = who + "_application_traffic_secret_";
        traffic(name + 0, label, Optional.empty());
        var told = Told.first(story, label);
        if (told.isEmpty()) return;
        var secret = Told.secret(told.get());
        for (int i = 1; i <= updates(side); i++) {
            try (var last = secret) {
                secret = Labels.next(crypto, hash, last);
            }
            steps.add(new Derivation(name + i,
                "HKDF-Expand-Label(%s%d, \"traffic upd\", \"\", %d)".formatted(name, i - 1, hash.length()),
                "RFC 9846 section 7.2", Told.bytes(secret), Told.first(story, label.replace("_0", "_" + i))));
            records(name + i, secret);
        }
        secret.close();
    }

    private long updates(Side sender) {
        return story.said(Entry.Message.class).filter(it -> it.sender() == sender)
            .filter(it -> it.message() instanceof KeyUpdate).count();
    }

    /** Keys and nonces from a traffic secret, and from those of the handshake what Finished must contain. */
    private void traffic(String name, String label, Optional<Side> finished) {
        var told = Told.first(story, label);
        if (told.isEmpty()) return;
        if (steps.stream().noneMatch(it -> it.name().equals(name)))
            steps.add(Derivation.given(name, SCHEDULE, told.get()));
        try (var secret = Told.secret(told.get())) {
            records(name, secret);
            finished.ifPresent(side -> finished(side, name, secret));
        }
    }

    private void records(String name, Secret secret) {
        try (var key = Labels.key(crypto, hash, secret, suite.cipher().keyLength());
            var iv = Labels.iv(crypto, hash, secret)) {
            var source = "RFC 9846 section 7.3";
            steps.add(
                new Derivation(name + " key", "HKDF-Expand-Label(%s, \"key\", \"\", %d)".formatted(name, key.length()),
                    source, Told.bytes(key), Optional.empty()));
            steps.add(
                new Derivation(name + " iv", "HKDF-Expand-Label(%s, \"iv\", \"\", %d)".formatted(name, iv.length()),
                    source, Told.bytes(iv), Optional.empty()));
        }
    }

    private void finished(Side side, String name, Secret base) {
        var transcript = spoken.hashBefore(hash, it -> it.sender() == side && it.message() instanceof Finished);
        if (transcript.isEmpty()) return;
        var source = "RFC 9846 section 4.5.3";
        var who = side == Side.CLIENT ? "client" : "server";
        try (var key = Labels.expand(crypto, hash, base, "finished", NONE, hash.length())) {
            steps.add(new Derivation(who + " finished_key",
                "HKDF-Expand-Label(%s, \"finished\", \"\", %d)".formatted(name, key.length()), source, Told.bytes(key),
                Optional.empty()));
        }
        heard("ClientHello … before %s Finished".formatted(who), transcript.get());
        steps.add(new Derivation(who + " verify_data",
            "HMAC(%s finished_key, Transcript-Hash(ClientHello … before %s Finished))".formatted(who, who), source,
            Bytes.own(Labels.verifyData(crypto, hash, base, transcript.get())), spoken.finished(side)));
    }

    private void show(String name, String formula, Secret secret, Optional<Bytes> told) {
        steps.add(new Derivation(name, formula, SCHEDULE, Told.bytes(secret), told));
    }
}
