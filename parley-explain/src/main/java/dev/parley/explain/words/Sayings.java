package dev.parley.explain.words;

import dev.parley.config.Side;
import dev.parley.credential.VerifiedChain;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Witness;
import dev.parley.id.CipherSuite;
import dev.parley.observe.Decision;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what happens within one side: what it decides, checks, derives, and how it ends. Immutable and thread-safe.
 *
 * @param full leaves nothing out, instead of what tells most
 */
public record Sayings(Words words, Story story, boolean full) {
    private static final int FEW = 3;

    /** Whose it is. A bystander's is put to the client. */
    public static Side side(Entry entry) {
        return switch (entry) {
            case Entry.Passing passing -> passing.sender();
            case Entry.Altered altered -> altered.sender();
            default -> entry.seen().by().side().orElse(Side.CLIENT);
        };
    }

    /** What this entry says; nothing of what passes, and of what only the full story tells. */
    public Optional<Saying> of(Entry entry) {
        return switch (entry) {
            case Entry.Decided decided -> Optional.of(decided(decided.decision()));
            case Entry.Verified verified -> Optional.of(verified(verified));
            case Entry.Derived derived -> Optional.of(derived(List.of(derived)));
            case Entry.KeysChanged change -> keys(change);
            case Entry.Stepped stepped -> full
                ? Optional.of(Saying.of("", Tone.FAINT, stepped.from() + " → " + stepped.to())) : Optional.empty();
            case Entry.Agreed agreed ->
                Optional.of(Saying.of("✓", Tone.GOOD, words.text("story.agreed", name(side(agreed)))));
            case Entry.EarlyJudged early -> words.find("story.early." + early.fate())
                .map(text -> Saying.of("◆", Tone.STRONG, text, Tone.PLAIN));
            case Entry.Failed failed -> Optional.of(failed(failed));
            case Entry.Altered altered -> Optional.of(altered(altered));
            case Entry.Unread unread -> Optional.of(Saying.of("✗", Tone.BAD,
                words.text("story.unread", unread.type(), words.bytes(unread.bytes().length()), unread.why())));
            case Entry.Undecoded part -> Optional.of(Saying.of("✗", Tone.BAD, words.text("story.undecoded",
                part.offset(), part.offset() + part.length(), name(part.sender()), part.why())));
            case Entry.Missing gap -> Optional.of(Saying.of("✗", Tone.BAD,
                words.text("story.missing", gap.offset(), gap.offset() + gap.length(), name(gap.sender()))));
            case Entry.Prelude prelude -> Optional.of(prelude(prelude));
            case Entry.OldHello hello -> Optional.of(oldHello(hello));
            case Entry.Passing _ -> Optional.empty();
        };
    }

    private Saying prelude(Entry.Prelude prelude) {
        return Saying.of("", Tone.PLAIN, words.text("story.prelude", words.bytes(prelude.text().length())))
            .with(shown(prelude.text()).stream().map(it -> Saying.of("»", Tone.PLAIN, it, Tone.FAINT)).toList());
    }

    private Saying oldHello(Entry.OldHello entry) {
        var specs = entry.hello().cipherSpecs().stream()
            .map(id -> id < 0x10000 ? new CipherSuite(id).name() : "0x%06x".formatted(id)).toList();
        return Saying.of("◆", Tone.STRONG, words.text("story.old_hello", entry.hello().version().name()))
            .with(List
                .of(Saying.of("", Tone.FAINT, words.text("story.choice", words.field("cipher_suites"), few(specs)))));
    }

    /** How bytes of an application begin: as text if they are text, a few lines at most. */
    public static List<String> shown(Bytes content) {
        var begin = content.slice(0, Math.min(content.length(), MOST_LINES * LONGEST_LINE));
        boolean isText = true;
        for (int i = 0; i < Math.min(begin.length(), 16); i++)
            isText &= begin.at(i) >= ' ' && begin.at(i) < 127 || "\r\n\t".indexOf(begin.at(i)) >= 0;
        if (!isText) {
            int most = Math.min(begin.length(), 48);
            return List.of(begin.slice(0, most).hex() + (content.length() > most ? "…" : ""));
        }
        return begin.latin1().replace("\r", "").replaceAll("[^\\x20-\\x7e\n]", "·").lines()
            .map(it -> it.length() > LONGEST_LINE ? it.substring(0, LONGEST_LINE) + "…" : it).limit(MOST_LINES)
            .toList();
    }

    private static final int MOST_LINES = 8;
    private static final int LONGEST_LINE = 120;

    private String name(Side side) {
        return words.text("side." + side);
    }

    private Saying decided(Decision decision) {
        var kind = words.decision(decision.kind());
        var choice = decision.chosen().isEmpty() ? words.text("story.choice.none", kind)
            : words.text("story.choice", kind, decision.chosen());
        var reasons = new LinkedHashMap<String, List<String>>();
        for (var rejected : decision.rejected())
            reasons.computeIfAbsent(reason(rejected), _ -> new ArrayList<>()).add(rejected.option());
        return Saying.of("◆", Tone.STRONG, words.text("with", choice, words.why(decision.why())))
            .with(reasons.entrySet().stream().map(it -> Saying.of("", Tone.FAINT,
                words.text("story.rejected", few(it.getValue()), it.getKey()))).toList());
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

    private Saying verified(Entry.Verified entry) {
        return Saying.of("✓", Tone.GOOD, words.text("story.checks", name(side(entry).other())), Tone.PLAIN)
            .with(entry.chain().checks().stream().map(this::checked).toList());
    }

    private Saying checked(VerifiedChain.Check check) {
        var text = words.text("story.check", words.check(check.what()), words.result(check.result()));
        return Saying.of("✓", Tone.GOOD, full ? words.text("with", text, check.source()) : text, Tone.PLAIN);
    }

    /** Secrets that were derived together. */
    public Saying derived(List<Entry.Derived> entries) {
        boolean given = entries.getFirst().seen().by() == Witness.BYSTANDER; // who was given secrets derives nothing
        var parts = new ArrayList<String>();
        for (var held : List.of(true, false)) {
            var names = entries.stream().filter(it -> isHeld(it) == held).map(this::secret).distinct()
                .collect(Collectors.joining(words.text("list.separator")));
            if (names.isEmpty()) continue;
            parts.add(words.text(given ? "story.known" : held ? "story.holds" : "story.derives", names));
        }
        return Saying.of("∴", Tone.SECRET, String.join(words.text("part.separator"), parts));
    }

    /** A key from before this handshake. */
    private static boolean isHeld(Entry.Derived entry) {
        return entry.label().contains(" psk ");
    }

    private String secret(Entry.Derived entry) {
        var name = isHeld(entry) ? entry.label().substring(0, entry.label().lastIndexOf(' ')) : entry.label();
        return words.find("secret." + name.replace(' ', '_')).orElse(entry.label());
    }

    /** Each side tells of what it writes; what it reads is the other's, unless the other does not tell. */
    private Optional<Saying> keys(Entry.KeysChanged entry) {
        boolean own = Witness.of(entry.writer()) == entry.seen().by();
        if (!own && !full && story.has(Witness.of(entry.writer()))) return Optional.empty();
        return Optional.of(Saying.of("∴", Tone.SECRET,
            words.text("story.keys", name(entry.writer()), words.text("epoch." + entry.epoch())), Tone.PLAIN));
    }

    private Saying failed(Entry.Failed entry) {
        var account = entry.account();
        return Saying.of("✗", Tone.BAD, account.peerAlert().isPresent()
            ? words.text("story.echo", account.peerAlert().get())
            : words.text("story.failed", account.reason() + " – " + account.detail()));
    }

    private Saying altered(Entry.Altered entry) {
        var who = name(entry.sender());
        int before = entry.before().length();
        int after = entry.after().length();
        int at = entry.at();
        var text = before == after
            ? words.text("story.altered", who, at, hex(entry.before().at(at)), hex(entry.after().at(at)))
            : words.text(after < before ? "story.altered.shorter" : "story.altered.longer", who,
                words.bytes(Math.abs(before - after)), at);
        return Saying.of("⚡", Tone.BAD, text);
    }

    private static String hex(int value) {
        return "0x%02x".formatted(value);
    }
}
