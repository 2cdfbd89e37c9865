package dev.parley.explain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Played;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Observer;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories as text. */
class StoryTextTest {
    private static final Story STORY = Played.of(ProtocolVersion.TLS_1_2);

    @Test
    void columnsAreStraightInBothLanguages() {
        for (var words : List.of(Words.ENGLISH, Words.CHINESE)) {
            var text = new StoryText(words, Palette.PLAIN, 90, true).render(STORY);
            var lines = text.lines().filter(it -> it.startsWith("│") || it.startsWith("├")).toList();
            assertThat(lines).hasSizeGreaterThan(100).allMatch(it -> it.endsWith("│") || it.endsWith("┤"));
            assertThat(lines).extracting(Columns::of).containsOnly(90);
        }
    }

    @Test
    void colorsChangeNothingButColors() {
        var plain = new StoryText(Words.ENGLISH, Palette.PLAIN, 100, false).render(STORY);
        var colored = new StoryText(Words.ENGLISH, Palette.ANSI, 100, false).render(STORY);
        assertThat(colored).contains("\033[").isNotEqualTo(plain);
        assertThat(colored.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void fullHasEveryByteOfEveryMessage() {
        var full = new StoryText(Words.ENGLISH, Palette.PLAIN, 110, true).render(STORY).replaceAll("[│\\s]", "");
        for (var message : STORY.said(Entry.Message.class).toList()) assertShown(message.span(), message.bytes(), full);
    }

    private static void assertShown(Span span, Bytes bytes, String text) {
        int shown = span.parts().isEmpty() ? span.from() : span.parts().getLast().to();
        assertThat(text).as(span.field()).contains(bytes.slice(shown, span.to()).hex());
        for (var part : span.parts()) assertShown(part, bytes, text);
    }

    @Test
    void endOfAFailureNamesAllThatHelps() {
        var story = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.protocols("h2"),
            it -> it.protocols("smtp"), false, Observer.NONE);
        var text = new StoryText(Words.ENGLISH, Palette.PLAIN, 100, false).renderEnd(story);
        assertThat(text).contains("NO_COMMON_PROTOCOL, on the server", "server: application protocols", "\"smtp\"",
            "client: application protocols", "\"h2\"", "in common", "nothing", "RFC 7301 section 3.2",
            "no_application_protocol (120)", "ClientHello", "what to change", "the client: PEER_ALERT");
    }
}
