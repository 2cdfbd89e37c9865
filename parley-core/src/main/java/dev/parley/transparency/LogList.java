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

    Optional<Log> find(Bytes id) {
        return logs.stream().filter(log -> log.id().equals(id)).findFirst();
    }
}
