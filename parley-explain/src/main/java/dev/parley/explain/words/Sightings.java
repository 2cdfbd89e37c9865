package dev.parley.explain.words;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.message.ClientHello;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import java.util.List;
import java.util.Optional;

/** Says what somebody between the sides could make out: what was agreed on as far as it shows, and how it failed if it did. */
final class Sightings {
    private final Words words;
    private final Story story;
    private final Endings lines;

    /** @param lines collects them */
    Sightings(Words words, Story story, Endings lines) {
        this.words = words;
        this.story = story;
        this.lines = lines;
    }

    /** Whoever sees but does not take part knows of no failure but by the alert. */
    Optional<Endings.Section> failure() {
        return story.fatal().map(this::failure);
    }

    private Endings.Section failure(Entry.Alerted alerted) {
        var alert = alerted.alert().description();
        lines.add(words.text("failure.what"), words.alert(alert));
        story.said(Entry.Message.class).filter(it -> it.sender() == alerted.sender().other())
            .reduce((_, last) -> last).ifPresent(it -> lines.add(words.text("failure.where"),
                words.text("failure.where.after", it.message().name())));
        return lines.section(words.text("seen.failed", words.text("side." + alerted.sender()), alert), Tone.BAD);
    }

    /** Only the peer of the one that gave up can be helped by its own offers. */
    Optional<Endings.Section> offers() {
        return story.fatal().filter(it -> it.sender() == Side.SERVER).flatMap(_ -> lines.offersOf(Side.CLIENT));
    }

    Endings.Section seen() {
        boolean isTls = said(ClientHello.class).isPresent() || said(ServerHello.class).isPresent()
            || story.all(Entry.OldHello.class).findAny().isPresent();
        if (!isTls) {
            rest();
            return lines.section(words.text("seen.no_tls"), Tone.STRONG);
        }
        said(ServerHello.class).ifPresent(this::chosen);
        for (var field : List.of("server_name", "alpn", "key_share")) told(field);
        lines.certificate();
        lines.fingerprints();
        lines.add(words.text("seen.opened"), words.text(opened()));
        rest();
        return lines.section(words.text("seen.title"), Tone.STRONG);
    }

    private <M extends Handshake> Optional<M> said(Class<M> kind) {
        return story.said(Entry.Message.class).map(Entry.Message::message).filter(kind::isInstance).map(kind::cast)
            .reduce((_, last) -> last);
    }

    private void chosen(ServerHello hello) {
        lines.add(words.text("summary.version"), hello.version().name());
        lines.add(words.text("summary.cipher_suite"), hello.cipherSuite().name());
        if (hello.cipherSuite().parts().isPresent()) lines.suite(hello.cipherSuite());
    }

    /** The last that was said of this field, by whoever has the last word on it. */
    private void told(String key) {
        story.said(Entry.Message.class).flatMap(it -> dev.parley.explain.story.Telling.of(it).fields().stream())
            .filter(it -> it.key().equals(key)).reduce((_, last) -> last)
            .ifPresent(it -> lines.add(words.field(key), lines.list(it.values().stream()
                .map(dev.parley.explain.story.Telling.Value::text).toList())));
    }

    private String opened() {
        boolean sealed = story.all(Entry.Packed.class).anyMatch(Entry.Packed::isSealed);
        boolean keys = story.all(Entry.Derived.class).findAny().isPresent();
        if (!sealed) return keys ? "seen.opened.yes" : "seen.opened.nothing";
        return keys ? "seen.opened.partly" : "seen.opened.no";
    }

    private void rest() {
        long missing = story.all(Entry.Missing.class).mapToLong(Entry.Missing::length).sum();
        long unread = story.all(Entry.Undecoded.class).mapToLong(Entry.Undecoded::length).sum();
        if (missing > 0) lines.add(words.text("seen.missing"), words.text("seen.bytes", missing), Tone.BAD);
        if (unread > 0) lines.add(words.text("seen.undecoded"), words.text("seen.bytes", unread), Tone.BAD);
        if (story.leftOut() > 0) lines.add(words.text("seen.left_out"), words.text("seen.entries", story.leftOut()));
    }
}
