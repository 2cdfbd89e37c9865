package dev.parley.transparency;

import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of logs that browsers publish: JSON, version 3 of its format. */
final class LogListJson {
    private LogListJson() {}

    static LogList read(String text) {
        try {
            var all = new ArrayList<Log>();
            for (var operator : objects(object(Json.parse(text)), "operators"))
                for (var log : Stream.of("logs", "tiled_logs").flatMap(it -> objects(operator, it).stream()).toList())
                    if (counts(log)) all.add(log(log, text(operator, "name")));
            if (all.isEmpty()) throw new IllegalArgumentException("no log whose timestamps count is in it");
            return new LogList(all);
        } catch (GeneralSecurityException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Logs that are not there yet, or were thrown out, do not count. Without a state, one does. */
    private static boolean counts(Map<?, ?> log) {
        var state = child(log, "state");
        return !state.containsKey("pending") && !state.containsKey("rejected");
    }

    private static Log log(Map<?, ?> log, String operator) throws GeneralSecurityException {
        var span = child(log, "temporal_interval");
        var retired = child(child(log, "state"), "retired");
        return new Log(bytes(text(log, "log_id")), key(bytes(text(log, "key"))),
            log.get("description") instanceof String it ? it : "?", operator,
            span.isEmpty() ? Optional.empty()
                : Optional.of(new Log.Span(Instant.parse(text(span, "start_inclusive")),
                    Instant.parse(text(span, "end_exclusive")))),
            retired.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text(retired, "timestamp"))));
    }

    private static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> object) return object;
        throw new IllegalArgumentException("an object is wanted where there is " + value);
    }

    /** What is not there is empty. */
    private static Map<?, ?> child(Map<?, ?> of, String name) {
        return of.containsKey(name) ? object(of.get(name)) : Map.of();
    }

    private static List<? extends Map<?, ?>> objects(Map<?, ?> of, String name) {
        if (!of.containsKey(name)) return List.of();
        if (of.get(name) instanceof List<?> list) return list.stream().<Map<?, ?>>map(LogListJson::object).toList();
        throw new IllegalArgumentException("\"" + name + "\" is no list");
    }

    private static String text(Map<?, ?> of, String name) {
        if (of.get(name) instanceof String text) return text;
        throw new IllegalArgumentException("a text \"" + name + "\" is wanted");
    }

    private static Bytes bytes(String base64) {
        return Bytes.own(Base64.getDecoder().decode(base64));
    }

    /** The lists say nothing of a key's kind but what stands in the key. */
    private static PublicKey key(Bytes info) throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(info.toArray());
        try {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException _) {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        }
    }
}
