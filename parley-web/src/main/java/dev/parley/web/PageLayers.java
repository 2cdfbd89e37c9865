package dev.parley.web;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Protected;
import dev.parley.explain.story.Protections;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.message.ContentType;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.web.PageStory.Message;
import dev.parley.web.PageStory.Node;
import dev.parley.web.PageStory.Piece;
import dev.parley.web.PageStory.Wire;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The layers of what passed: messages, the records that carry them, and where in these each byte is found again. */
final class PageLayers {
    /** So much of a record of application data is enough to see. */
    private static final int SHOWN = 2048;

    private final Story story;
    private final Words words;
    private final Protections protections;
    private final List<Entry.Packed> packed;
    private final List<Entry.Message> messages;
    private final List<Entry.Hidden> hidden;

    PageLayers(Story story, Words words) {
        this.story = story;
        this.words = words;
        this.protections = new Protections(story);
        this.packed = story.said(Entry.Packed.class).toList();
        this.messages = story.said(Entry.Message.class).toList();
        this.hidden = story.said(Entry.Hidden.class).toList();
    }

    int number(Entry.Packed record) {
        return packed.indexOf(record);
    }

    int number(Entry.Message message) {
        return messages.indexOf(message);
    }

    /** They come behind all others, since no record holds them as they are. */
    int number(Entry.Hidden hello) {
        return messages.size() + hidden.indexOf(hello);
    }

    // ---- messages

    List<Message> messages() {
        var made = new Message[messages.size()];
        for (var side : Side.values()) {
            int at = 0; // in all handshake messages of this side, one behind the other
            var stretches = stretches(side);
            for (int i = 0; i < made.length; i++) {
                var message = messages.get(i);
                if (message.sender() != side) continue;
                made[i] = new Message(message.message().name(), message.bytes().hex(), node(message.span()),
                    pieces(at, message.bytes().length(), stretches));
                at += message.bytes().length();
            }
        }
        return Stream.concat(Arrays.stream(made), hidden.stream().map(it -> new Message(it.hello().name(),
            it.bytes().hex(), node(it.message().span()), List.of()))).toList();
    }

    /** A record's content as a part of all handshake messages of its sender. */
    private record Stretch(int record, int from, int to) {}

    private List<Stretch> stretches(Side side) {
        var stretches = new ArrayList<Stretch>();
        int at = 0;
        for (int i = 0; i < packed.size(); i++) {
            var record = packed.get(i);
            if (record.sender() != side || !record.inner().equals(ContentType.HANDSHAKE)) continue;
            stretches.add(new Stretch(i, at, at + record.content().length()));
            at += record.content().length();
        }
        return stretches;
    }

    private static List<Piece> pieces(int begin, int length, List<Stretch> stretches) {
        var pieces = new ArrayList<Piece>();
        for (var it : stretches) {
            int from = Math.max(begin, it.from);
            int to = Math.min(begin + length, it.to);
            if (from < to) pieces.add(new Piece(it.record, from - begin, to - begin, from - it.from));
        }
        return pieces;
    }

    private static Node node(Span span) {
        return new Node(span.field(), span.type(), span.from(), span.to(), value(span),
            span.parts().stream().map(PageLayers::node).toList());
    }

    /** What a registry calls it. */
    private static String value(Span span) {
        if (!span.parts().isEmpty() || span.value() == null) return null;
        return span.value().getClass().getPackageName().equals("dev.parley.id") || span.value() instanceof Number
            ? span.value().toString() : null;
    }

    // ---- records

    List<Wire> records() {
        return packed.stream().map(this::record).toList();
    }

    private Wire record(Entry.Packed record) {
        var how = protections.of(record);
        boolean cut = record.inner().equals(ContentType.APPLICATION_DATA);
        return new Wire(PageItems.name(record.sender()), record.inner().toString(),
            PageItems.guard(record.epoch(), words), record.number(), shown(record.raw(), cut),
            shown(record.content(), cut), record.raw().length(), contentAt(record, how),
            how.map(it -> it.cipher().toString()).orElse(null), hex(how.flatMap(Protected::nonce)),
            hex(how.flatMap(Protected::additional)), hex(how.flatMap(Protected::tag)));
    }

    private static String shown(Bytes bytes, boolean cut) {
        return cut && bytes.length() > SHOWN ? bytes.slice(0, SHOWN).hex() : bytes.hex();
    }

    private static String hex(Optional<Bytes> bytes) {
        return bytes.map(Bytes::hex).orElse(null);
    }

    /** AEAD ciphers of TLS encrypt byte by byte; CBC mixes them. RFC 9846 section 5.2, RFC 5288 section 3. */
    private int contentAt(Entry.Packed record, Optional<Protected> how) {
        if (record.epoch() == Epoch.CLEAR) return RecordHeader.LENGTH;
        if (how.isEmpty() || how.get().tag().isEmpty()) return -1;
        boolean version12 = story.version().filter(dev.parley.id.ProtocolVersion.TLS_1_2::equals).isPresent();
        return RecordHeader.LENGTH + (version12 ? how.get().cipher().explicitNonceLength12() : 0);
    }
}
