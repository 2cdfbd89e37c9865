package dev.parley.handshake;

import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Rejected;
import dev.parley.observe.Decision.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Picks the first that will do from a list in order of preference, and can tell why the others would not. */
public final class Choice {
    private Choice() {}

    /**
     * What came of it.
     *
     * @param found what was chosen, if anything
     * @param rejected finds out about the others, in the order looked at; asked only if somebody wants to know
     */
    public record Made<T>(Optional<T> found, Supplier<List<Rejected>> rejected) {
        public Decision decision(Decision.Kind kind, Why why, Function<T, String> name) {
            return new Decision(kind, found.map(name).orElse(""), found.isPresent() ? why : Why.NOTHING_FITS,
                rejected.get());
        }
    }

    /** @param obstacle why a candidate will not do, or empty if it will */
    public static <T> Made<T> firstOf(List<T> candidates, Function<T, Optional<Why>> obstacle,
        Function<T, String> name) {
        Optional<T> found = Optional.empty();
        for (var candidate : candidates)
            if (found.isEmpty() && obstacle.apply(candidate).isEmpty()) found = Optional.of(candidate);
        return new Made<>(found, () -> rejected(candidates, obstacle, name));
    }

    private static <T> List<Rejected> rejected(List<T> candidates, Function<T, Optional<Why>> obstacle,
        Function<T, String> name) {
        boolean found = false;
        var rejected = new ArrayList<Rejected>();
        for (var candidate : candidates) {
            var against = found ? Optional.of(Why.LESS_PREFERRED) : obstacle.apply(candidate);
            if (against.isEmpty()) found = true;
            else rejected.add(new Rejected(name.apply(candidate), against.get(), ""));
        }
        return rejected;
    }
}
