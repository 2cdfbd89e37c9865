package dev.parley.assertion;

import dev.parley.explain.json.StoryDiff;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Telling;
import dev.parley.explain.text.DiffText;
import dev.parley.explain.words.Words;
import dev.parley.id.Grease;
import dev.parley.message.ClientHello;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ClientHello as it was once: a text file with a field in each paragraph, one value in each line.
 *
 * @param mustBeThere is it a mistake if nobody has written it yet?
 */
record HelloSnapshot(Path file, boolean mustBeThere) {
    private static final String HEADING =
        "# A ClientHello, without what is fresh each time. Delete this file to write it again.\n";

    /** Told elsewhere, or fresh each time. */
    private static final Set<String> NOT_KEPT = Set.of("client_random", "session_id", "extensions");

    /** Of these extensions the content is fresh each time, so only their being there counts. RFC 9846 section 4.3. */
    private static final Set<String> FRESH =
        Set.of("key_share", "pre_shared_key", "session_ticket", "cookie", "encrypted_client_hello", "padding");

    /** What differs, in words; empty if nothing does. */
    String compare(Entry.Message hello) {
        var now = fields(hello);
        try {
            if (!Files.exists(file)) {
                if (mustBeThere)
                    return "there is no snapshot " + file + ": run the test once elsewhere, and add the file";
                if (file.getParent() != null) Files.createDirectories(file.getParent());
                Files.writeString(file, text(now));
                return "";
            }
            return compare(parse(Files.readString(file)), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String compare(Map<String, List<String>> before, Map<String, List<String>> now) {
        var differences = StoryDiff.of(story(before), story(now)).differences();
        if (differences.isEmpty()) return "";
        var words = new DiffText(Words.ENGLISH, "before", "now");
        return "the ClientHello is not as it was in " + file + ":\n"
            + differences.stream().map(it -> "  " + words.of(it)).collect(Collectors.joining("\n"))
            + "\nIf it is meant to be so, delete that file and run the test again.";
    }

    /** As a story of which only the hello was told. */
    private static Map<String, Object> story(Map<String, List<String>> fields) {
        var tells = new LinkedHashMap<String, Object>();
        fields.forEach((key, values) -> tells.put(key, values.stream().map(it -> Map.of("text", it)).toList()));
        return Map.of("entries", List.of(Map.of("kind", "message", "by", "client", "sender", "client", "name",
            "ClientHello", "tells", tells)));
    }

    private static Map<String, List<String>> fields(Entry.Message message) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var field : Telling.of(message).fields())
            if (!NOT_KEPT.contains(field.key()))
                fields.put(field.key(), field.values().stream().map(HelloSnapshot::value).toList());
        var extensions = ((ClientHello) message.message()).extensions().entries().stream()
            .filter(it -> !Grease.is(it.type())).toList();
        fields.put("extensions", extensions.stream().map(it -> it.name()).sorted().toList());
        for (var one : extensions)
            if (!FRESH.contains(one.name()) && !one.data().isEmpty() && !one.name().startsWith("unknown")
                && !fields.containsKey(told(one.name())))
                fields.put(one.name(), List.of(one.data().hex()));
        return fields;
    }

    /** The field above that tells what is in this extension. */
    private static String told(String extension) {
        return switch (extension) {
            case "supported_versions" -> "versions";
            case "supported_groups" -> "groups";
            case "signature_algorithms" -> "signature_schemes";
            case "application_layer_protocol_negotiation" -> "alpn";
            default -> extension;
        };
    }

    private static String value(Telling.Value value) {
        return value.bytes().isPresent() ? value.text() + " (" + value.bytes().getAsInt() + " B)" : value.text();
    }

    private static String text(Map<String, List<String>> fields) {
        var text = new StringBuilder(HEADING);
        fields.forEach((key, values) -> {
            text.append('\n').append(key).append('\n');
            values.forEach(value -> text.append("    ").append(value).append('\n'));
        });
        return text.toString();
    }

    private static Map<String, List<String>> parse(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        var values = new ArrayList<String>();
        for (var line : text.lines().filter(it -> !it.isBlank() && !it.startsWith("#")).toList()) {
            if (line.startsWith(" ")) {
                values.add(line.strip());
                continue;
            }
            values = new ArrayList<>();
            fields.put(line.strip(), values);
        }
        return fields;
    }
}
