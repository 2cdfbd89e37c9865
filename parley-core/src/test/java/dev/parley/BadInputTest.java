package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sin, in the place of every message, in every kind of handshake, on both sides: the other side refuses it with a
 * reason and an alert, throws nothing else, comes to an end, and keeps no secret.
 */
class BadInputTest {
    static Stream<Arguments> everySin() {
        return Stream.of(Sides.Kind.values()).flatMap(kind -> Stream.of(Side.values())
            .flatMap(sinner -> Stream.of(Sin.values()).map(sin -> Arguments.of(kind, sinner, sin))));
    }

    @ParameterizedTest(name = "{0}, by the {1}: {2}")
    @MethodSource("everySin")
    void everySinAtEveryPoint(Sides.Kind kind, Side sinner, Sin sin) {
        int places = places(kind, sinner);
        for (int place = 0; place < places; place++) commit(kind, sinner, sin, place);
    }

    private static void commit(Sides.Kind kind, Side sinner, Sin sin, int place) {
        long before = Secret.live();
        var random = new Random(1000L * place + sin.ordinal());
        var at = new At(place, sin, random);
        try (var duel = duel(kind, sinner, at, sin.mayPass()).end()) {
            if (!sin.mayPass())
                assertThat(duel.failure()).as("%s in the place of %s", sin, at.seen).isPresent();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(sin + " in the place of " + at.seen, e);
        }
        assertThat(Secret.live()).as("secrets left by %s in the place of %s", sin, at.seen).isEqualTo(before);
    }

    private static Duel duel(Sides.Kind kind, Side sinner, Tamper tamper, boolean consistent) {
        return sinner == Side.SERVER ? Duel.of(kind.client(), kind.server(), tamper, consistent)
            : Duel.of(kind.server(), kind.client(), tamper, consistent);
    }

    /** Sins once, in the place of the message of this number. */
    private static final class At implements Tamper {
        private final int place;
        private final Sin sin;
        private final Random random;
        private int count;
        private Sent seen;

        At(int place, Sin sin, Random random) {
            this.place = place;
            this.sin = sin;
            this.random = random;
        }

        @Override
        public List<Sent> instead(Sent sent) {
            if (sent instanceof Sent.Keys || count++ != place) return List.of(sent);
            seen = sent;
            return sin.instead(sent, random);
        }
    }

    private static int places(Sides.Kind kind, Side sinner) {
        var counted = new int[1];
        try (var duel = duel(kind, sinner, sent -> {
            if (!(sent instanceof Sent.Keys)) counted[0]++;
            return List.of(sent);
        }, true)) {
            assertThat(duel.failure()).isEmpty();
        }
        return counted[0];
    }
}
