package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Rfc8448;
import dev.parley.Specifications;
import dev.parley.config.Side;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.wire.Bytes;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The RFC's own conversations: every key, secret, hash, digest, signature, message and record is computed by the code that
 * connections use, and compared byte for byte.
 */
@ExtendWith(NoSecretIsLeft.class)
class Rfc8448Test {
    @BeforeEach
    void specificationsAreThere() {
        Specifications.need();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7})
    void everySecretAndRecord(int section) {
        replay(section, Optional.empty());
    }

    /** The resumed conversation begins with what the first one left. */
    @Test
    void everySecretAndRecordOfTheResumedOne() {
        var ticketed = replay(3, Optional.empty());
        replay(4, ticketed.psk());
    }

    private static TraceReplay replay(int section, Optional<Bytes> psk) {
        try (var replay = new TraceReplay(psk)) {
            var steps = Rfc8448.trace(section);
            assertThat(steps).as("steps of section %d", section).hasSizeGreaterThan(45);
            var kinds = new HashSet<String>();
            for (var step : steps) {
                replay.take(step);
                kinds.add(step.title().replaceAll("[ (].*", ""));
            }
            assertThat(kinds).contains("create", "construct", "send", "extract", "derive", "calculate");
            assertThat(replay.records()).as("records compared").isGreaterThanOrEqualTo(6);
            return replay;
        }
    }

    /** The states themselves, as server: they draw the RFC's keys, say its messages, and come to its Finished. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7})
    void statesOfTheServer(int section) {
        var states = new TraceStates(section, Side.SERVER);
        assertThat(states.finished()).isEqualTo(states.finishedInTrace());
    }

    /** The same as client. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 7})
    void statesOfTheClient(int section) {
        var states = new TraceStates(section, Side.CLIENT);
        assertThat(states.finished()).isEqualTo(states.finishedInTrace());
    }
}
