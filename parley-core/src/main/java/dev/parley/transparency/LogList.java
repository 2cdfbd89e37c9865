package dev.parley.transparency;

import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** The logs that are believed. Browsers publish such lists; this one comes from the application. */
public record LogList(List<Log> logs) {
    public static final LogList EMPTY = new LogList(List.of());

    public LogList {
        logs = List.copyOf(logs);
    }

    public static LogList of(Log... logs) {
        return new LogList(List.of(logs));
    }

    /**
     * The list that browsers publish.
     *
     * @param text JSON, version 3 of its format
     * @throws IllegalArgumentException if it is something else, or has no log whose timestamps count
     */
    public static LogList ofJson(String text) {
        return LogListJson.read(text);
    }

    Optional<Log> find(Bytes id) {
        return logs.stream().filter(log -> log.id().equals(id)).findFirst();
    }
}
