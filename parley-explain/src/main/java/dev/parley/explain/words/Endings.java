package dev.parley.explain.words;

import dev.parley.config.Side;
import dev.parley.explain.story.Account;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Witness;
import dev.parley.explain.story.Telling;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CompressedCertificate;
import dev.parley.fingerprint.Fingerprints;
import dev.parley.message.ClientHello;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says how it ended: what both sides agreed on, or why they could not. For one story; not thread-safe. */
public final class Endings {
    /** A name and what it is. */
    public record Line(String name, String text, Tone tone) {}

    /** Lines below a title. */
    public record Section(String title, Tone tone, List<Line> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /**
     * What both sides had to offer, where they could not agree, as they print themselves.
     *
     * @param what it is, such as cipher suites
     * @param common what stands in both
     */
    public record BothOffers(String what, Side ours, List<String> our, List<String> their, List<String> common) {}

    private final Words words;
    private final Story story;
    private final List<Line> lines = new ArrayList<>();

    public Endings(Words words, Story story) {
        this.words = words;
        this.story = story;
    }

    /** What was agreed on, then what went wrong: whichever there is. */
    public List<Section> all() {
        var sections = new ArrayList<Section>();
        if (!story.isSeenOnly()) agreed().ifPresent(sections::add);
        failure().ifPresent(sections::add);
        peersSilence().ifPresent(sections::add);
        if (story.isSeenOnly()) agreed().ifPresent(sections::add);
        return sections;
    }

    /** What both sides agreed on, if all who tell of it did. */
    public Optional<Section> agreed() {
        if (story.isSeenOnly()) return Optional.of(new Sightings(words, story, this).seen());
        return isAgreed() ? story.facts().map(this::facts) : Optional.empty();
    }

    /** What went wrong, why, and what to change. */
    public Optional<Section> failure() {
        if (story.isSeenOnly()) return new Sightings(words, story, this).failure();
        return story.failure().map(this::failure);
    }

    /** If the peer knows why and this side does not: what it had offered. */
    public Optional<Section> peersSilence() {
        if (story.isSeenOnly()) return new Sightings(words, story, this).offers();
        return story.failure().filter(it -> it.account().peerAlert().isPresent()).flatMap(this::ownOffers);
    }

    /** The two offers that have not enough in common. */
    public Optional<BothOffers> offers() {
        return story.failure().flatMap(failed -> failed.account().offers().map(offers -> new BothOffers(
            words.offers(failed.account()), Sayings.side(failed), items(offers.ours()), items(offers.theirs()),
            common(offers.ours(), offers.theirs()))));
    }

    /** By all who tell of it? One side may believe so while the other gives up. */
    private boolean isAgreed() {
        return story.failure().isEmpty()
            || story.all(Entry.Agreed.class).count() >= Math.max(1, story.tellers().size());
    }

    private String notes(List<String> items) {
        return String.join(words.text("note.separator"), items);
    }

    String list(List<String> items) {
        return String.join(words.text("list.separator"), items);
    }

    void add(String name, String text) {
        add(name, text, Tone.PLAIN);
    }

    void add(String name, String text, Tone tone) {
        lines.add(new Line(name, text, tone));
    }

    Section section(String title, Tone tone) {
        var section = new Section(title, tone, lines);
        lines.clear();
        return section;
    }

    // ---- success

    private Section facts(Facts facts) {
        add(words.text("summary.version"), facts.version().name());
        add(words.text("summary.cipher_suite"), facts.suite().name());
        suite(facts.suite());
        facts.group().ifPresent(group -> add(words.text("summary.group"), group.name()));
        add(words.text("summary.server_proof"), facts.serverScheme().map(it -> it.name())
            .orElseGet(() -> words.text(facts.resumed() ? "summary.proved_before" : "summary.server_decrypts")));
        add(words.text("summary.client_proof"), facts.clientScheme().map(it -> it.name())
            .orElseGet(() -> words.text(facts.resumed() ? "summary.client_before" : "summary.client_unknown")));
        story.delegatedUntil()
            .ifPresent(until -> add(words.text("summary.delegated"), words.text("summary.delegated.yes", until)));
        certificate();
        facts.serverName().ifPresent(name -> add(words.text("summary.server_name"), name));
        facts.protocol().ifPresent(protocol -> add(words.text("summary.protocol"), protocol.text()));
        forwardSecret(facts);
        boolean quantum = facts.group().filter(NamedGroup::isPostQuantum).isPresent();
        add(words.text("summary.post_quantum"), words.text("summary.post_quantum." + yes(quantum)),
            quantum ? Tone.GOOD : Tone.PLAIN);
        if (facts.resumed()) add(words.text("summary.resumed"), words.text("summary.resumed.yes"));
        else notResumed();
        if (facts.earlyData() != EarlyFate.NOT_OFFERED)
            add(words.text("summary.early"), words.text("story.early." + facts.earlyData()));
        fingerprints();
        if (facts.retried()) add(words.text("summary.retried"), words.text("summary.retried.yes"));
        add(words.text("summary.totals"), totals());
        return section(words.text("summary.title"), Tone.STRONG);
    }

    /** A session that goes on without a fresh key exchange is as safe as the keys that its ticket or store is under. */
    private void forwardSecret(Facts facts) {
        boolean stale = facts.resumed() && facts.group().isEmpty();
        boolean forward = !stale && facts.suite().keyExchange().isForwardSecret();
        add(words.text("summary.forward_secret"),
            words.text("summary.forward_secret." + (stale ? "resumed" : yes(forward))), judged(forward));
    }

    /** Why not: each side knows another part of the truth. */
    private void notResumed() {
        var all = story.all(Entry.Agreed.class).map(Entry.Agreed::facts).sorted(Comparator.comparing(Facts::side))
            .toList();
        var reasons = all.stream().flatMap(it -> it.notResumed().stream().map(why -> all.size() == 1 ? words.why(why)
            : words.text("story.check", name(it.side()), words.why(why))));
        var text = list(reasons.toList());
        if (!text.isEmpty()) add(words.text("summary.resumed"), words.text("summary.resumed.no", text));
    }

    /** By what others recognize the two programs. */
    void fingerprints() {
        last(ClientHello.class).map(Fingerprints::of).ifPresent(client -> {
            client.ja4().ifPresent(it -> add("JA4", it));
            client.ja3().ifPresent(it -> add("JA3", it));
        });
        last(ServerHello.class).flatMap(it -> Fingerprints.of(it).ja3s()).ifPresent(it -> add("JA3S", it));
    }

    private <M extends Handshake> Optional<M> last(Class<M> kind) {
        return story.said(Entry.Message.class).map(Entry.Message::message).filter(kind::isInstance).map(kind::cast)
            .reduce((_, it) -> it);
    }

    /** What the server's certificate says, of that message's fields. */
    void certificate() {
        var shown = story.said(Entry.Message.class).filter(it -> it.sender() == Side.SERVER)
            .filter(it -> it.message() instanceof Certificate12 || it.message() instanceof Certificate13
                || it.message() instanceof CompressedCertificate)
            .findFirst();
        var fields = shown.map(it -> Telling.of(it).fields()).orElse(List.of());
        for (var key : List.of("subject", "issuer", "names", "valid"))
            fields.stream().filter(it -> it.key().equals(key))
                .findFirst()
                .ifPresent(field -> add(key.equals("subject") ? words.text("summary.subject") : "… " + words.field(key),
                    list(field.values().stream().map(Telling.Value::text).toList())));
    }

    private static String yes(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static Tone judged(boolean good) {
        return good ? Tone.GOOD : Tone.BAD;
    }

    /** The name of the suite, part by part. */
    void suite(CipherSuite suite) {
        if (suite.isFor13()) {
            add(words.text("summary.suite.key_exchange"), words.text("suite.TLS13"));
        } else {
            add(words.text("summary.suite.key_exchange"), words.text("suite.keyexchange." + suite.keyExchange()));
            add(words.text("summary.suite.authentication"),
                words.text("suite.authentication." + suite.authentication()));
        }
        var cipher = suite.cipher();
        add(words.text("summary.suite.cipher"), cipher.kind() == BulkCipher.Kind.CBC
            ? words.text("suite.cipher.CBC", cipher, suite.mac()) : words.text("suite.cipher.AEAD", cipher));
        add(words.text("summary.suite.hash"), words.text("suite.hash", suite.hash()));
    }

    private String totals() {
        int flights = story.turns().stream().mapToInt(it -> it.flight()).max().orElse(0);
        long messages = story.said(Entry.Message.class).count();
        var done = story.all(Entry.Agreed.class).filter(it -> it.seen().by() == Witness.CLIENT).findFirst()
            .or(() -> story.all(Entry.Agreed.class).findFirst()).orElseThrow();
        return words.text("summary.totals.text", flights, messages, words.bytes(wire(Side.CLIENT)),
            words.bytes(wire(Side.SERVER)), words.time(done.seen().at()));
    }

    private int wire(Side side) {
        return story.said(Entry.Packed.class).filter(it -> it.sender() == side).mapToInt(it -> it.raw().length()).sum();
    }

    // ---- failure

    private Section failure(Entry.Failed failed) {
        var account = failed.account();
        var side = Sayings.side(failed);
        add(words.text("failure.what"), account.detail());
        add(words.text("failure.why"), words.why(account.reason()));
        where(failed, side);
        account.offers().ifPresent(offers -> {
            add(offered(side, account), list(items(offers.ours())));
            add(offered(side.other(), account), list(items(offers.theirs())));
            var common = common(offers.ours(), offers.theirs());
            add(words.text("failure.common"), common.isEmpty() ? words.text("failure.common.none") : list(common),
                Tone.BAD);
        });
        add(words.text("failure.source"), account.reason().source());
        account.peerAlert().ifPresentOrElse(
            alert -> add(words.text("failure.alert.heard"), words.text("story.check", alert, words.alert(alert))),
            () -> sent(account));
        add(words.text("failure.remedy"), words.remedy(account.reason()), Tone.STRONG);
        story.all(Entry.Failed.class).filter(it -> it.seen().by() != failed.seen().by()).findFirst()
            .ifPresent(other -> other(other));
        return section(
            notes(List.of(words.text("failure.title", account.reason()), words.text("failure.by", name(side)))),
            Tone.BAD);
    }

    private String name(Side side) {
        return words.text("side." + side);
    }

    private String offered(Side side, Account account) {
        return words.text("failure.offers", name(side), words.offers(account));
    }

    private void where(Entry.Failed failed, Side side) {
        var place = failed.account().place();
        var text = new ArrayList<String>();
        var message = place.map(it -> it.message()).filter(it -> !it.isEmpty());
        message.map(it -> words.text("failure.where.message", it))
            .or(() -> story.lastHeard(side, failed).map(it -> words.text("failure.where.after", it.message().name())))
            .ifPresent(text::add);
        place.map(it -> it.field()).filter(it -> !it.isEmpty())
            .ifPresent(field -> text.add(words.text("failure.where.field", field)));
        place.ifPresent(it -> text.add(words.text("failure.where.state", it.state(), name(side))));
        if (!text.isEmpty()) add(words.text("failure.where"), notes(text));
    }

    private void sent(Account account) {
        boolean told =
            story.all(Entry.Alerted.class).anyMatch(it -> it.alert().description().equals(account.reason().alert()));
        // Of a provider that is only watched, nobody knows yet what it is going to say.
        if (!told && story.all(Entry.Stepped.class).findAny().isEmpty()) return;
        add(words.text("failure.alert"), told
            ? words.text("story.check", account.reason().alert(), words.alert(account.reason().alert()))
            : words.text("failure.alert.none"));
    }

    private void other(Entry.Failed other) {
        var side = other.seen().by().side().orElse(Side.SERVER);
        add(words.text("failure.other"),
            words.text("failure.other.text", name(side), other.account().reason() + " – " + other.account().detail()));
    }

    private Optional<Section> ownOffers(Entry.Failed failed) {
        var side = Sayings.side(failed);
        return side != Side.CLIENT || story.tellers().size() > 1 ? Optional.empty() : offersOf(side);
    }

    /** What this side's first hello had to offer. */
    Optional<Section> offersOf(Side side) {
        var hello = story.said(Entry.Message.class).filter(it -> it.sender() == side).findFirst();
        if (hello.isEmpty()) return Optional.empty();
        for (var field : Telling.of(hello.get()).fields())
            if (List.of("versions", "cipher_suites", "groups", "signature_schemes", "alpn", "server_name")
                .contains(field.key()))
                add(words.field(field.key()), list(field.values().stream().map(it -> it.text()).toList()));
        return Optional.of(section(words.text("failure.unknown", name(side.other())), Tone.PLAIN));
    }

    /** What stands in both lists, as they print themselves. */
    private static List<String> common(String ours, String theirs) {
        var both = new ArrayList<>(items(ours));
        both.retainAll(items(theirs));
        return both;
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.replaceAll("^\\[|\\]$", "").split(", ")).filter(it -> !it.startsWith("GREASE"))
            .toList();
    }
}
