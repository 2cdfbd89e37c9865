package dev.parley.cli;

import dev.parley.explain.capture.CaptureEvent;
import dev.parley.explain.capture.Connection;
import dev.parley.explain.capture.Summary;
import dev.parley.explain.json.StoryJson;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Stories of a capture as one JSON document, written as they come: however many there are, one is in memory at a time. */
final class JsonStories implements Explain.StoryWriter {
    static final ObjectWriter WRITER = JsonMapper.shared().writerWithDefaultPrettyPrinter();

    private final PrintWriter out;
    private final StoryJson json;
    private String separator = "";

    JsonStories(PrintWriter out, Path file, Words words) {
        this.out = out;
        this.json = new StoryJson(words);
        out.print("{\"format\": " + StoryJson.FORMAT + ", \"file\": " + WRITER.writeValueAsString(file.toString())
            + ", \"items\": [");
    }

    @Override
    public void story(Connection connection, Optional<Instant> begin, Story story) {
        var all = new LinkedHashMap<String, Object>();
        all.put("item", "connection");
        all.put("stream", connection.stream());
        all.put("client", connection.client().toString());
        all.put("server", connection.server().toString());
        all.put("guessed", connection.guessed());
        begin.ifPresent(it -> all.put("begin", it.toString()));
        all.putAll(json.of(story));
        item(all);
    }

    private void item(Map<String, Object> item) {
        out.print(separator + "\n" + WRITER.writeValueAsString(item));
        separator = ",";
    }

    @Override
    public void note(CaptureEvent.Note note) {
        var all = new LinkedHashMap<String, Object>();
        all.put("item", "note");
        all.put("packet", note.packet());
        all.put("file_offset", note.fileOffset());
        all.put("what", note.what());
        item(all);
    }

    @Override
    public void end(Summary summary) {
        var all = new LinkedHashMap<String, Object>();
        all.put("packets", summary.packets());
        all.put("tcp_connections", summary.connections());
        all.put("udp_conversations", summary.conversations());
        all.put("bytes", summary.bytes());
        all.put("notes", summary.notes());
        out.print("\n], \"summary\": " + WRITER.writeValueAsString(all) + "}\n");
    }

    @Override
    public void close() {
        out.flush();
    }
}
