package dev.parley.explain.story;

import dev.parley.schedule.EarlySecret.Origin;
import dev.parley.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/** A key that both sides had already, as a story tells it. RFC 9846 section 4.3.11. */
record PskTold(Origin origin, Bytes key) {
    /** The one at this place in the hello that counts. */
    static Optional<PskTold> at(Story story, int index) {
        return Arrays.stream(Origin.values()).flatMap(origin -> Told
            .last(story, origin.secretName() + " " + index).map(key -> new PskTold(origin, key)).stream())
            .findFirst();
    }

    /** Where it is specified how both came by it. */
    String source() {
        return switch (origin) {
            case RESUMPTION -> "RFC 9846 section 4.7.1";
            case EXTERNAL -> "RFC 9846 section 4.3.11";
            case IMPORTED -> "RFC 9258 section 5";
        };
    }
}
