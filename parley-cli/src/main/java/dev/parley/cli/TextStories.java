package dev.parley.cli;

import dev.parley.explain.capture.CaptureEvent;
import dev.parley.explain.capture.Connection;
import dev.parley.explain.capture.Summary;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.text.StoryText;
import dev.parley.explain.words.Words;
import dev.parley.extension.ServerName;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Stories of a capture as text, whole or one line each. */
final class TextStories implements Explain.StoryWriter {
    private static final int MOST_NOTES = 20;

    private final PrintWriter out;
    private final Words words;
    private final boolean list;
    private final StoryText text;
    private final StringBuilder notes = new StringBuilder();
    private int count;

    TextStories(PrintWriter out, Words words, boolean list, boolean verbose) {
        var terminal = Terminal.standard();
        this.out = out;
        this.words = words;
        this.list = list;
        this.text = new StoryText(words, terminal.palette(), terminal.width(), verbose);
    }

    @Override
    public void story(Connection connection, Optional<Instant> begin, Story story) {
        var where = words.text("explain.connection", connection.stream(), connection.client(), connection.server());
        if (list) {
            Output.print(out, where + "  " + line(story) + System.lineSeparator());
            return;
        }
        var when = begin.map(it -> "  " + it.truncatedTo(ChronoUnit.MICROS)).orElse("");
        var guessed = connection.guessed() ? "  " + words.text("explain.guessed") : "";
        Output.print(out, text.heading(where + when + guessed) + text.render(story));
    }

    private String line(Story story) {
        var version = story.version().map(ProtocolVersion::name).orElseGet(() -> words.text("explain.unknown"));
        var name = story.said(Entry.Message.class).map(Entry.Message::message).filter(ClientHello.class::isInstance)
            .flatMap(it -> ((ClientHello) it).extensions().offered(ServerName.IT).stream())
            .flatMap(it -> it.names().stream()).map(it -> "  " + it.name().latin1()).findFirst().orElse("");
        var fatal = story.fatal().map(it -> "  ✗ " + it.alert().description().name()).orElse("");
        return version + name + fatal;
    }

    @Override
    public void note(CaptureEvent.Note note) {
        count++;
        if (count > MOST_NOTES) return;
        var place = note.packet() > 0 ? words.text("explain.note.packet", note.packet(), note.fileOffset())
            : words.text("explain.note.file", note.fileOffset());
        notes.append(words.text("story.check", place, note.what())).append(System.lineSeparator());
    }

    @Override
    public void end(Summary summary) {
        var end = new StringBuilder(text.paragraph(words.text("explain.summary", summary.packets(),
            summary.connections(), summary.bytes())));
        if (summary.conversations() > 0)
            end.append(text.paragraph(words.text("explain.udp", summary.conversations())));
        if (count > 0) end.append(text.paragraph(words.text("explain.notes", count))).append(notes);
        Output.print(out, end.toString());
    }

    @Override
    public void close() {
        out.flush();
    }
}
