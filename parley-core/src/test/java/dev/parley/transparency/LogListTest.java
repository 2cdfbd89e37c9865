package dev.parley.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lab.LabLog;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of logs as browsers publish it, and JSON as far as it is needed for that. */
class LogListTest {
    private static final LabLog LOG = LabLog.create();

    private static String list(String more) {
        return "{\"operators\": [{\"name\": \"One\", \"logs\": [{\"log_id\": \"%s\", \"key\": \"%s\"%s}]}]}".formatted(
            Base64.getEncoder().encodeToString(Log.idOf(LOG.key()).toArray()),
            Base64.getEncoder().encodeToString(LOG.key().getEncoded()), more);
    }

    @Test
    void aLogWithAllThatCanBeSaidOfIt() {
        var list = LogList.ofJson(list("""
            , "description": "a \\"log\\" \\u00e9", "mmd": 86400, "tiled": false, "other": null, "dns": [],
            "state": {"retired": {"timestamp": "2026-01-02T03:04:05Z"}}, "temporal_interval":
            {"start_inclusive": "2025-01-01T00:00:00Z", "end_exclusive": "2026-01-01T00:00:00Z"}"""));
        assertThat(list.logs()).containsExactly(new Log(Log.idOf(LOG.key()), LOG.key(), "a \"log\" é", "One",
            Optional.of(new Log.Span(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"))),
            Optional.of(Instant.parse("2026-01-02T03:04:05Z"))));
        assertThat(LogList.ofJson(list(""))).isEqualTo(LogList.of(Log.of(LOG.key(), "?", "One")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"operators\": {}}", "{\"operators\": [1]}", "{\"operators\": []}",
        "{\"operators\": [{\"logs\": [{}]}]}", "{\"operators\": [{\"name\": \"One\", \"logs\": [{}]}]}"})
    void whatIsNoList(String text) {
        assertThatThrownBy(() -> LogList.ofJson(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"state\": {\"pending\": {}}", ", \"state\": {\"rejected\": {}}", ", \"state\": 1",
        ", \"state\": {\"retired\": {\"timestamp\": \"yesterday\"}}", ", \"log_id\": \"AAAA\"", ", \"key\": \"AAAA\"",
        ", \"log_id\": \"!\""})
    void logsThatAreNone(String more) {
        assertThatThrownBy(() -> LogList.ofJson(list(more))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void json() {
        assertThat(
            Json.parse(" {\"a\" : [ 1, -2.5e1, true, false, null, \"\\n\\t\\r\\b\\f\\/\\\\\" ] , \"b\":{}, \"c\":[]}"))
            .isEqualTo(
                Map.of("a", java.util.Arrays.asList(1.0, -25.0, true, false, null, "\n\t\r\b\f/\\"), "b", Map.of(),
                    "c", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "[1", "[1,", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{1:1}", "\"",
        "\"\\", "\"\\x\"", "\"\\u12", "\"\\u12x4\"", "\"\n\"", "tru", "1 2", "1-1", "x", "--"})
    void noJson(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deepJsonEndsBeforeTheStack() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(IllegalArgumentException.class);
    }
}
