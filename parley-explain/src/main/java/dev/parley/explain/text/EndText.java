package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Account;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Witness;
import dev.parley.explain.story.Telling;
import dev.parley.explain.words.Words;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CompressedCertificate;
import dev.parley.observe.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import java.util.function.UnaryOperator;

/** Writes how it ended: what both sides agreed on, or why they could not. */
final class EndText {
    private record Line(String name, String text, UnaryOperator<String> style) {}

    private final Page page;
    private final Words words;
    private final Story story;
    private final List<Line> lines = new ArrayList<>();

    EndText(Page page, Words words, Story story) {
        this.page = page;
        this.words = words;
        this.story = story;
    }

    void write() {
        if (isAgreed()) story.facts().ifPresent(this::facts);
        story.failure().ifPresent(this::failure);
    }

    /** By all who tell of it? One side may believe so while the other gives up. */
    private boolean isAgreed() {
        return story.failure().isEmpty()
            || story.all(Entry.Agreed.class).count() >= Math.max(1, StoryText.tellers(story).size());
    }

    private String notes(List<String> items) {
        return String.join(words.text("note.separator"), items);
    }

    private String list(List<String> items) {
        return String.join(words.text("list.separator"), items);
    }

    private void add(String name, String text) {
        lines.add(new Line(name, text, it -> it));
    }

    private void add(String name, String text, UnaryOperator<String> style) {
        lines.add(new Line(name, text, style));
    }

    private void flush() {
        int column = lines.stream().mapToInt(it -> Columns.of(it.name)).max().orElse(0);
        for (var line : lines) page.entry(line.name, column, line.text, line.style);
        lines.clear();
    }

    // ---- success

    private void facts(Facts facts) {
        page.title(words.text("summary.title"));
        add(words.text("summary.version"), facts.version().name());
        add(words.text("summary.cipher_suite"), facts.suite().name());
        suite(facts.suite());
        facts.group().ifPresent(group -> add(words.text("summary.group"), group.name()));
        add(words.text("summary.server_proof"), facts.serverScheme().map(it -> it.name())
            .orElseGet(() -> words.text("summary.server_decrypts")));
        add(words.text("summary.client_proof"), facts.clientScheme().map(it -> it.name())
            .orElseGet(() -> words.text("summary.client_unknown")));
        certificate();
        facts.serverName().ifPresent(name -> add(words.text("summary.server_name"), name));
        facts.protocol().ifPresent(protocol -> add(words.text("summary.protocol"), protocol.text()));
        boolean forward = facts.suite().keyExchange().isForwardSecret();
        add(words.text("summary.forward_secret"), words.text("summary.forward_secret." + yes(forward)),
            judged(forward));
        boolean quantum = facts.group().filter(NamedGroup::isPostQuantum).isPresent();
        add(words.text("summary.post_quantum"), words.text("summary.post_quantum." + yes(quantum)),
            quantum ? page.palette()::good : it -> it);
        if (facts.resumed()) add(words.text("summary.resumed"), words.text("summary.resumed.yes"));
        else facts.notResumed().ifPresent(
            why -> add(words.text("summary.resumed"), words.text("summary.resumed.no", words.why(why))));
        if (facts.retried()) add(words.text("summary.retried"), words.text("summary.retried.yes"));
        add(words.text("summary.totals"), totals());
        flush();
    }

    /** What the server's certificate says, of that message's fields. */
    private void certificate() {
        var shown = story.said(Entry.Message.class).filter(it -> it.sender() == Side.SERVER)
            .filter(it -> it.message() instanceof Certificate12 || it.message() instanceof Certificate13
                || it.message() instanceof CompressedCertificate).findFirst();
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

    private UnaryOperator<String> judged(boolean good) {
        return good ? page.palette()::good : page.palette()::bad;
    }

    /** The name of the suite, part by part. */
    private void suite(CipherSuite suite) {
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
            words.bytes(wire(Side.SERVER)), Page.time(done.seen().at()));
    }

    private int wire(Side side) {
        return story.said(Entry.Packed.class).filter(it -> it.sender() == side).mapToInt(it -> it.raw().length()).sum();
    }

    // ---- failure

    private void failure(Entry.Failed failed) {
        var account = failed.account();
        var side = failed.seen().by().side().orElse(Side.CLIENT);
        page.line("");
        page.line(page.palette()
            .bad(notes(List.of(words.text("failure.title", account.reason()), words.text("failure.by", name(side))))));
        add(words.text("failure.what"), account.detail());
        add(words.text("failure.why"), words.why(account.reason()));
        where(failed, side);
        account.offers().ifPresent(offers -> {
            add(offered(side, account), list(items(offers.ours())));
            add(offered(side.other(), account), list(items(offers.theirs())));
            add(words.text("failure.common"), common(offers.ours(), offers.theirs()), page.palette()::bad);
        });
        add(words.text("failure.source"), account.reason().source());
        account.peerAlert().ifPresentOrElse(
            alert -> add(words.text("failure.alert.heard"), words.text("story.check", alert, words.alert(alert))),
            () -> sent(account));
        add(words.text("failure.remedy"), words.remedy(account.reason()), page.palette()::strong);
        story.all(Entry.Failed.class).filter(it -> it.seen().by() != failed.seen().by()).findFirst()
            .ifPresent(other -> other(other));
        flush();
        if (account.peerAlert().isPresent()) ownOffers(side);
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
        add(words.text("failure.where"), notes(text));
    }

    private void sent(Account account) {
        boolean told =
            story.all(Entry.Alerted.class).anyMatch(it -> it.alert().description().equals(account.reason().alert()));
        add(words.text("failure.alert"), told
            ? words.text("story.check", account.reason().alert(), words.alert(account.reason().alert()))
            : words.text("failure.alert.none"));
    }

    private void other(Entry.Failed other) {
        var side = other.seen().by().side().orElse(Side.SERVER);
        add(words.text("failure.other"),
            words.text("failure.other.text", name(side), other.account().reason() + " – " + other.account().detail()));
    }

    /** The peer knows why, and this side only what it had offered. */
    private void ownOffers(Side side) {
        var hello = story.said(Entry.Message.class).filter(it -> it.sender() == side).findFirst();
        if (side != Side.CLIENT || hello.isEmpty() || StoryText.tellers(story).size() > 1) return;
        page.line("  " + words.text("failure.unknown", name(side.other())));
        for (var field : Telling.of(hello.get()).fields())
            if (List.of("versions", "cipher_suites", "groups", "signature_schemes", "alpn", "server_name")
                .contains(field.key()))
                add("  " + words.field(field.key()),
                    list(field.values().stream().map(it -> it.text()).toList()));
        flush();
    }

    /** What stands in both lists, as they print themselves. */
    private String common(String ours, String theirs) {
        var both = new ArrayList<>(items(ours));
        both.retainAll(items(theirs));
        return both.isEmpty() ? words.text("failure.common.none") : list(both);
    }

    private static List<String> items(String list) {
        return Arrays.stream(list.replaceAll("^\\[|\\]$", "").split(", ")).filter(it -> !it.startsWith("GREASE"))
            .toList();
    }
}
