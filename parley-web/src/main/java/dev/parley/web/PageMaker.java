package dev.parley.web;

import dev.parley.explain.story.Check;
import dev.parley.explain.story.Derivation;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Row;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Turn;
import dev.parley.explain.words.Endings;
import dev.parley.explain.words.Tone;
import dev.parley.explain.words.Words;
import dev.parley.id.ProtocolVersion;
import dev.parley.web.PageStory.Checks;
import dev.parley.web.PageStory.Classic;
import dev.parley.web.PageStory.Key;
import dev.parley.web.PageStory.Keys;
import dev.parley.web.PageStory.Line;
import dev.parley.web.PageStory.Offers;
import dev.parley.web.PageStory.Part;
import dev.parley.web.PageStory.Proof;
import dev.parley.web.PageStory.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the page's story, once. */
final class PageMaker {
    private final Story story;
    private final Words words;
    private final boolean classic;
    private final PageLayers layers;
    private final PageItems items;

    PageMaker(Story story, Words words) {
        this.story = story;
        this.words = words;
        this.classic = story.version().filter(ProtocolVersion.TLS_1_2::equals).isPresent();
        this.layers = new PageLayers(story, words);
        this.items = new PageItems(story, words, layers, classic);
    }

    PageStory make() {
        var endings = new Endings(words, story);
        var turns = turns();
        return new PageStory(1, words.locale().getLanguage(),
            story.version().map(it -> words.text("story.title", it.name()))
                .orElseGet(() -> words.text("story.title.unknown")),
            story.version().map(ProtocolVersion::name).orElse(null),
            story.entries().isEmpty() ? 0 : millis(story.entries().getLast().seen().at()),
            story.tellers().stream().map(PageItems::name).sorted().toList(), section(endings.failure()),
            endings.offers().map(this::offers).orElse(null), section(endings.peersSilence()), section(endings.agreed()),
            turns, layers.messages(), layers.records(), keys(), checks(),
            rows());
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1000 / 1e3;
    }

    private Section section(Optional<Endings.Section> section) {
        return section.map(it -> new Section(it.title(), PageItems.tone(it.tone()), it.lines().stream()
            .map(line -> new Line(line.name(), line.text(), PageItems.tone(line.tone()))).toList())).orElse(null);
    }

    private Offers offers(Endings.BothOffers both) {
        return new Offers(both.what(), words.text("side." + both.ours()), both.our(),
            words.text("side." + both.ours().other()), both.their(), words.text("failure.common"), both.common());
    }

    private List<PageStory.Turn> turns() {
        var made = new ArrayList<PageStory.Turn>();
        int flight = 0;
        for (var turn : story.turns()) {
            boolean opens = turn.speaks() && turn.flight() != flight;
            if (opens) flight = turn.flight();
            made.add(new PageStory.Turn(PageItems.name(turn.actor()), turn.flight(), opens, heading(turn, opens),
                millis(turn.from()), millis(turn.to()), items.of(turn)));
        }
        return made;
    }

    private String heading(Turn turn, boolean opens) {
        var parts = new ArrayList<String>();
        if (opens) parts.add(words.text("story.turn", turn.flight()));
        parts.add(words.text("story.time", words.time(turn.from())));
        int records = (int) turn.all(Entry.Packed.class).count();
        if (records > 0) parts.add(words.text("story.turn.wire", words.bytes(turn.wireLength()),
            words.text(records == 1 ? "story.records.one" : "story.records", records)));
        return String.join(" · ", parts);
    }

    // ---- keys

    private Keys keys() {
        var steps = Derivation.of(story);
        if (steps.isEmpty()) return null;
        return new Keys(words.keysTitle(story), words.keysIntro(story, steps),
            steps.stream().map(step -> new Key(step.name(), step.formula(), step.source(), step.value().hex(),
                inputs(step, steps), check(step))).toList());
    }

    /** A formula names what enters into it. Of names within names the longest counts. */
    private static List<Integer> inputs(Derivation step, List<Derivation> all) {
        var inputs = new ArrayList<Integer>();
        var rest = step.formula();
        var byLength = all.subList(0, all.indexOf(step)).stream()
            .sorted(java.util.Comparator.comparing((Derivation it) -> it.name().length()).reversed()).toList();
        for (var earlier : byLength) {
            for (var called : callings(earlier)) {
                if (!rest.contains(called)) continue;
                inputs.add(all.indexOf(earlier));
                rest = rest.replace(called, "");
            }
        }
        return inputs.stream().distinct().sorted().toList();
    }

    private static List<String> callings(Derivation step) {
        if (step.name().equals("(EC)DHE shared secret")) return List.of("(EC)DHE");
        var hashed = step.name().startsWith("Transcript-Hash(")
            ? step.name().substring("Transcript-Hash(".length(), step.name().length() - 1) : step.name();
        return List.of(step.name(), hashed);
    }

    private Line check(Derivation step) {
        if (step.isContradicted()) return new Line("", words.text("keys.contradicted"), "bad");
        if (!step.isConfirmed()) return null;
        return new Line("", words.text(step.name().endsWith("verify_data") ? "keys.finished" : "keys.confirmed"),
            "good");
    }

    // ---- checks

    private Checks checks() {
        var all = Check.of(story);
        return all.isEmpty() ? null
            : new Checks(words.text("checked.title"), words.text("checked.intro"),
                all.stream().map(this::proof).toList());
    }

    private Proof proof(Check check) {
        var tone = switch (check.verdict()) {
            case HOLDS -> Tone.GOOD;
            case FAILS -> Tone.BAD;
            case UNKNOWN -> Tone.FAINT;
        };
        return new Proof(words.check(check), words.why(check), words.verdict(check), PageItems.tone(tone),
            check.formula(), check.source(), check.parts().stream()
                .map(part -> new Part(part.name(), part.formula(), part.value().hex())).toList());
    }

    // ---- the classic account

    private List<Classic> rows() {
        return Arrays.stream(Row.values()).map(row -> row(row, words)).toList();
    }

    static Classic row(Row row, Words words) {
        return new Classic(row.number(), words.rowTitle(row), words.row(row), words.text("fate." + row.fate()),
            words.rowNow(row));
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
