package dev.parley.jsse;

import dev.parley.transparency.LogList;
import dev.parley.transparency.Transparency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificate Transparency for programs that nobody wants to change: by system properties. RFC 6962. */
final class TransparencyProperties {
    private TransparencyProperties() {}

    private static final Map<String, LogList> FILES = new ConcurrentHashMap<>();

    /**
     * The list is read once.
     *
     * @throws IllegalArgumentException if the file that the property names is no list of logs
     * @throws UncheckedIOException if it cannot be read
     */
    static Transparency wanted() {
        var file = System.getProperty("dev.parley.jsse.ctLogs");
        if (file == null || file.isBlank()) return Transparency.OFF;
        var logs = FILES.computeIfAbsent(file, TransparencyProperties::read);
        return Boolean.getBoolean("dev.parley.jsse.ctReport") ? Transparency.report(logs) : Transparency.enforce(logs);
    }

    private static LogList read(String file) {
        try {
            return LogList.ofJson(Files.readString(Path.of(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException("the list of logs " + file + " cannot be read", failure);
        }
    }
}
