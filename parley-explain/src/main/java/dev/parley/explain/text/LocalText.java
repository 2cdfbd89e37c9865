package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.credential.VerifiedChain;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Witness;
import dev.parley.explain.words.Words;
import dev.parley.observe.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what happens within one side: what it decides, checks, derives, and how it ends. */
final class LocalText {
    private static final int FEW = 3;

    private final Page page;
    private final Words words;
    private final Story story;
    private final boolean full;

    LocalText(Page page, Words words, Story story, boolean full) {
        this.page = page;
        this.words = words;
        this.story = story;
        this.full = full;
    }

    private static Side side(Entry entry) {
        return entry.seen().by().side().orElse(Side.CLIENT);
    }

    private String name(Side side) {
        return words.text("side." + side);
    }

    void decided(Entry.Decided entry) {
        var decision = entry.decision();
        var kind = words.decision(decision.kind());
        var choice = decision.chosen().isEmpty() ? words.text("story.choice.none", kind)
            : words.text("story.choice", kind, decision.chosen());
        page.beside(side(entry), page.palette().strong("◆ "), words.text("with", choice, words.why(decision.why())),
            page.palette()::strong);
        var reasons = new LinkedHashMap<String, List<String>>();
        for (var rejected : decision.rejected())
            reasons.computeIfAbsent(reason(rejected), _ -> new java.util.ArrayList<>()).add(rejected.option());
        reasons.forEach((reason, options) -> page.beside(side(entry), "  ",
            words.text("story.rejected", few(options), reason), page.palette()::faint));
    }

    private String reason(Decision.Rejected rejected) {
        return rejected.detail().isEmpty() ? words.why(rejected.why()) : rejected.detail();
    }

    private String few(List<String> options) {
        boolean cut = !full && options.size() > FEW + 1;
        return options.stream().limit(cut ? FEW : Integer.MAX_VALUE)
            .collect(Collectors.joining(words.text("list.separator")))
            + (cut ? words.text("list.separator") + words.text("list.more", options.size()) : "");
    }

    void verified(Entry.Verified entry) {
        page.beside(side(entry), page.palette().good("✓ "), words.text("story.checks", name(side(entry).other())),
            it -> it);
        for (var check : entry.chain().checks()) page.beside(side(entry), "  " + page.palette().good("✓ "),
            full ? words.text("with", checked(check), check.source()) : checked(check),
            it -> it);
    }

    private String checked(VerifiedChain.Check check) {
        return words.text("story.check", words.check(check.what()), words.result(check.result()));
    }

    void derived(List<Entry.Derived> entries) {
        var names = entries.stream().map(it -> words.find("secret." + it.label().replace(' ', '_')).orElse(it.label()))
            .collect(Collectors.joining(words.text("list.separator")));
        page.beside(side(entries.getFirst()), page.palette().secret("∴ "), words.text("story.derives", names),
            page.palette()::secret);
    }

    /** Each side tells of what it writes; what it reads is the other's, unless the other does not tell. */
    void keys(Entry.KeysChanged entry) {
        boolean own = Witness.of(entry.writer()) == entry.seen().by();
        if (!own && !full && story.has(Witness.of(entry.writer()))) return;
        page.beside(side(entry), page.palette().secret("∴ "),
            words.text("story.keys", name(entry.writer()), words.text("epoch." + entry.epoch())), it -> it);
    }

    void stepped(Entry.Stepped entry) {
        if (full) page.beside(side(entry), "  ", entry.from() + " → " + entry.to(), page.palette()::faint);
    }

    void agreed(Entry.Agreed entry) {
        page.beside(side(entry), page.palette().good("✓ "), words.text("story.agreed", name(side(entry))),
            page.palette()::good);
    }

    void early(Entry.EarlyJudged entry) {
        words.find("story.early." + entry.fate())
            .ifPresent(text -> page.beside(side(entry), page.palette().strong("◆ "), text, it -> it));
    }

    void failed(Entry.Failed entry) {
        var account = entry.account();
        page.beside(side(entry), page.palette().bad("✗ "), account.peerAlert().isPresent()
            ? words.text("story.echo", account.peerAlert().get())
            : words.text("story.failed", account.reason() + " – " + account.detail()), page.palette()::bad);
    }

    void altered(Entry.Altered entry) {
        var who = name(entry.sender());
        int before = entry.before().length();
        int after = entry.after().length();
        int at = entry.at();
        var text = before == after
            ? words.text("story.altered", who, at, hex(entry.before().at(at)), hex(entry.after().at(at)))
            : words.text(after < before ? "story.altered.shorter" : "story.altered.longer", who,
                words.bytes(Math.abs(before - after)), at);
        page.beside(entry.sender(), page.palette().bad("⚡ "), text, page.palette()::bad);
    }

    private static String hex(int value) {
        return "0x%02x".formatted(value);
    }
}
