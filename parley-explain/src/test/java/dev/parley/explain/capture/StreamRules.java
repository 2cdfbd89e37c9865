package dev.parley.explain.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.capture.CaptureEvent.Closed;
import dev.parley.explain.capture.CaptureEvent.Data;
import dev.parley.explain.capture.CaptureEvent.Gap;
import dev.parley.explain.capture.CaptureEvent.OfConnection;
import dev.parley.explain.capture.CaptureEvent.Opened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** What holds of every capture, however odd: what {@link CaptureEvent} promises. */
final class StreamRules {
    private final Map<String, Long> ends = new HashMap<>();
    private final HashSet<Connection> open = new HashSet<>();

    static void check(Story story) {
        var rules = new StreamRules();
        for (var event : story.events()) if (event instanceof OfConnection ofConnection) rules.check(ofConnection);
        assertThat(rules.open).allMatch(connection -> connection.transport() == Connection.Transport.UDP);
    }

    private void check(OfConnection event) {
        if (event instanceof Opened) assertThat(open.add(event.connection())).isTrue();
        assertThat(open).contains(event.connection());
        switch (event) {
            case Data data -> follows(data.connection(), data.direction(), data.offset(), data.bytes().length());
            case Gap gap -> follows(gap.connection(), gap.direction(), gap.offset(), gap.length());
            case Closed closed -> open.remove(closed.connection());
            default -> {}
        }
    }

    private void follows(Connection connection, Direction direction, long offset, long length) {
        assertThat(length).isPositive();
        var stream = connection + " " + direction;
        assertThat(offset).as(stream).isEqualTo(ends.getOrDefault(stream, 0L));
        ends.put(stream, offset + length);
    }
}
