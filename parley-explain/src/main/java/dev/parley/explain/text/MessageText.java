package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Protected;
import dev.parley.explain.story.Protections;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Telling;
import dev.parley.explain.words.Words;
import dev.parley.message.ContentType;
import dev.parley.observe.Epoch;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;

/** Writes what passes from one side to the other: messages with their fields, and records. */
final class MessageText {
    private static final int FEW = 3;

    private final Page page;
    private final Words words;
    private final boolean full;
    private final Protections protections;

    MessageText(Page page, Words words, Story story, boolean full) {
        this.page = page;
        this.words = words;
        this.full = full;
        this.protections = new Protections(story);
    }

    void write(Entry.Message message) {
        var epoch = page.palette().guarded(message.epoch() != Epoch.CLEAR, words.text("epoch." + message.epoch()));
        page.arrow(message.sender(), message.message().name(),
            words.bytes(message.bytes().length()) + words.text("note.separator") + epoch);
        page.beside(message.sender(), "  ", words.message(message), it -> it);
        var fields = Telling.of(message).fields();
        int column = fields.stream().mapToInt(it -> Columns.of(words.field(it.key()))).max().orElse(0);
        for (var field : fields) page.field(message.sender(), words.field(field.key()), column, values(field));
        if (full) spans(message.sender(), message.span(), message.bytes(), 1);
    }

    private String values(Telling.Field field) {
        var values = field.values();
        if (values.isEmpty()) return words.text("field.none");
        boolean cut = !full && values.size() > FEW + 1;
        var shown = values.stream().limit(cut ? FEW : Integer.MAX_VALUE).map(this::value).toList();
        return String.join(words.text("list.separator"), shown)
            + (cut ? words.text("list.separator") + words.text("list.more", values.size()) : "");
    }

    private String value(Telling.Value value) {
        var length = value.bytes().isPresent() ? words.bytes(value.bytes().getAsInt()) : "";
        if (value.text().isEmpty()) return length;
        return length.isEmpty() ? value.text() : words.text("with", value.text(), length);
    }

    /** The tree of fields; those without parts, and what stands behind a length, with their bytes. */
    private void spans(Side side, Span span, Bytes bytes, int depth) {
        var place = "%4d…%-4d".formatted(span.from(), span.to());
        var name = span.field().equals(span.type()) ? span.field() : span.field() + " : " + span.type();
        int shown = span.parts().isEmpty() ? span.from() : span.parts().getLast().to();
        var content = shown < span.to() ? "  " + bytes.slice(shown, span.to()).hex() : "";
        page.beside(side, "  " + page.palette().faint(place) + "  ".repeat(depth), name + content, it -> it);
        for (var part : span.parts()) spans(side, part, bytes, depth + 1);
    }

    /** Records of the handshake are counted at the head of the turn; those of application data are shown. */
    void record(Entry.Packed packed) {
        boolean shows = packed.inner().equals(ContentType.APPLICATION_DATA) || full;
        if (shows) protections.of(packed).ifPresent(it -> record(packed, it));
    }

    private void record(Entry.Packed packed, Protected how) {
        var in = words.bytes(packed.content().length());
        var out = words.bytes(packed.raw().length());
        var text = how.tag().isEmpty() ? words.text("story.data.record.cbc", packed.number(), in, out)
            : words.text("story.data.record", packed.number(), in, out, how.nonce().map(Bytes::hex).orElse("?"),
                how.additional().orElseThrow().hex(), how.tag().get().hex());
        page.beside(packed.sender(), "  " + page.palette().secret("▒ "), words.text("story.check", how.cipher(), text),
            page.palette()::faint);
    }
}
