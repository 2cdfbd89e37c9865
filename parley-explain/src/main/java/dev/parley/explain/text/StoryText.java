package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Check;
import dev.parley.explain.story.Derivation;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Row;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Turn;
import dev.parley.explain.words.Endings;
import dev.parley.explain.words.Sayings;
import dev.parley.explain.words.Words;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Epoch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a story as text. Immutable and thread-safe.
 *
 * @param width of the terminal in columns
 * @param full with every field, every byte and every state, instead of what tells most
 */
public record StoryText(Words words, Palette palette, int width, boolean full) {
    /** The whole story: its turns, how the keys came about, and what was agreed on or what went wrong. */
    public String render(Story story) {
        return new Writing(this, story).write();
    }

    /** Plain text in lines as long as the story's, and an empty line before it. */
    public String paragraph(String plain) {
        var page = new Page(palette, width);
        page.line("");
        page.paragraph(plain, 0);
        return page.toString();
    }

    /** Two visits of the same client beside each other: what was said, and what the second saved. */
    public String renderBeside(Story first, Story second) {
        var page = new Page(palette, width);
        new BesideText(page, words).write(first, second);
        return page.toString();
    }

    /** A heading of its own line. */
    public String heading(String plain) {
        var page = new Page(palette, width);
        page.title(plain);
        return page.toString();
    }

    /** Only what was agreed on, or what went wrong. */
    public String renderEnd(Story story) {
        var page = new Page(palette, width);
        EndText.write(new Endings(words, story), page);
        return page.toString();
    }

    /** One story being written. */
    private static final class Writing {
        private final StoryText how;
        private final Words words;
        private final Story story;
        private final Page page;
        private final MessageText messages;
        private final LocalText local;
        private final Set<Row> told = EnumSet.noneOf(Row.class);
        private final FlowText flow;
        private final boolean seenOnly;
        private final boolean classic;

        Writing(StoryText how, Story story) {
            this.how = how;
            this.words = how.words;
            this.story = story;
            this.page = new Page(how.palette, how.width);
            this.messages = new MessageText(page, words, story, how.full);
            this.local = new LocalText(page, new Sayings(words, story, how.full));
            this.flow = new FlowText(page, words);
            this.seenOnly = story.isSeenOnly();
            this.classic = !seenOnly && story.version().filter(ProtocolVersion.TLS_1_2::equals).isPresent();
        }

        String write() {
            page.title(story.version().map(it -> words.text("story.title", it.name()))
                .orElseGet(() -> words.text("story.title.unknown")));
            page.line("");
            page.heads(words.text("side.CLIENT").toUpperCase(java.util.Locale.ROOT),
                words.text("side.SERVER").toUpperCase(java.util.Locale.ROOT));
            int flight = 0;
            for (var turn : story.turns()) {
                boolean opens = turn.speaks() && turn.flight() != flight;
                if (opens) flight = turn.flight();
                page.turn(turn.actor(), heading(turn, opens));
                turn(turn);
            }
            page.blank();
            if (classic || how.full) keys();
            new CheckText(page, words, how.full).write(Check.of(story));
            EndText.write(new Endings(words, story), page);
            if (!classic && !seenOnly && how.full && story.failure().isEmpty()) rows();
            return page.toString();
        }

        private String heading(Turn turn, boolean opens) {
            var parts = new ArrayList<String>();
            parts.add(words.text("story.time", words.time(turn.from())));
            if (turn.took().toNanos() > 100_000) parts.add(words.text("story.took", words.time(turn.took())));
            int records = (int) turn.all(Entry.Packed.class).count();
            if (opens) parts.addFirst(words.text("story.turn", turn.flight()));
            if (records > 0) parts.add(words.text("story.turn.wire", words.bytes(turn.wireLength()),
                words.text(records == 1 ? "story.records.one" : "story.records", records)));
            return String.join(" · ", parts);
        }

        private void turn(Turn turn) {
            var entries = turn.entries();
            for (int i = 0; i < entries.size(); i++) {
                var entry = entries.get(i);
                if (seenOnly && !how.full && FlowText.isFlow(entry)) {
                    int end = i;
                    while (end < entries.size() && FlowText.isFlow(entries.get(end))) end++;
                    flow.write(entries.subList(i, end).stream().map(Entry.Passing.class::cast).toList());
                    i = end - 1;
                } else if (entry instanceof Entry.Derived) {
                    int end = i;
                    while (end < entries.size() && entries.get(end) instanceof Entry.Derived) end++;
                    local.derived(entries.subList(i, end).stream().map(Entry.Derived.class::cast).toList());
                    entries.subList(i, end).forEach(this::rows);
                    i = end - 1;
                } else {
                    one(entry);
                    rows(entry);
                }
            }
        }

        private void one(Entry entry) {
            switch (entry) {
                case Entry.Message message -> messages.write(message);
                case Entry.Hidden hidden -> new HiddenText(page, words, story).write(hidden);
                case Entry.ChangeCipher change -> {
                    arrow(change, "ChangeCipherSpec", Epoch.CLEAR);
                    beside(change, words.text("story.change_cipher." + (change.counts() ? "counts" : "empty")));
                }
                case Entry.Alerted alerted ->
                    arrow(alerted, words.text("story.alert", alerted.alert().description().name(),
                        alerted.alert().level()), alerted.epoch());
                case Entry.Data data ->
                    arrow(data, words.text("story.data", words.bytes(data.length())), data.epoch());
                case Entry.Closed closed when !closed.clean() -> beside(closed, words.text("story.closed.cut"));
                case Entry.Closed _ -> {}
                case Entry.Packed packed -> messages.record(packed);
                case Entry.Derived _ -> throw new IllegalStateException("told together with its neighbors");
                default -> local.write(entry);
            }
        }

        private void arrow(Entry.Passing passing, String name, Epoch epoch) {
            page.arrow(passing.sender(), name,
                page.palette().guarded(epoch != Epoch.CLEAR, words.text("epoch." + epoch)));
        }

        private void beside(Entry.Passing passing, String text) {
            page.beside(passing.sender(), "  ", text, it -> it);
        }

        /** What the classic account says of this moment, once each. */
        private void rows(Entry entry) {
            if (!classic) return;
            var here = new ArrayList<>(Row.at(entry));
            here.addAll(Row.missingAt(entry, story));
            for (var row : here) if (told.add(row)) row(row, Sayings.side(entry));
        }

        private void row(Row row, Side side) {
            var mark = page.palette().strong(Columns.pad(row.number(), 4));
            page.beside(side, "  " + mark, words.text("row.line", words.rowTitle(row), words.row(row)),
                page.palette()::faint);
            page.beside(side, "      ", words.text("story.now", words.text("fate." + row.fate()), words.rowNow(row)),
                page.palette()::faint);
        }

        /** All of them, at the end: for TLS 1.3, where most have no place any more. */
        private void rows() {
            page.title(words.text("rows.title"));
            for (var row : Row.values())
                page.entry(Columns.pad(row.number(), 3) + " " + words.text("fate." + row.fate()), 16,
                    words.text("story.check", words.rowTitle(row), words.rowNow(row)), it -> it);
        }

        private void keys() {
            var steps = Derivation.of(story);
            if (steps.isEmpty()) return;
            page.title(words.keysTitle(story));
            page.paragraph(words.keysIntro(story, steps), 2);
            new KeyText(page, words, how.full || classic).write(steps);
        }
    }
}
