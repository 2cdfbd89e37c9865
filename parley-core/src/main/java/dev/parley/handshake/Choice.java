package dev.parley.handshake;

import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Rejected;
import dev.parley.observe.Decision.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Picks the first that will do from a list in order of preference, and remembers why the others would not. */
public final class Choice {
    private Choice() {}

    /** @param found what was chosen, if anything; @param rejected the others, in the order looked at */
    public record Made<T>(Optional<T> found, List<Rejected> rejected) {
        public Decision decision(Decision.Kind kind, Why why, Function<T, String> name) {
            return new Decision(kind, found.map(name).orElse(""), found.isPresent() ? why : Why.NOTHING_FITS, rejected);
        }
    }

    /** @param obstacle why a candidate will not do, or empty if it will */
    public static <T> Made<T> firstOf(List<T> candidates, Function<T, Optional<Why>> obstacle,
        Function<T, String> name) {
        Optional<T> found = Optional.empty();
        var rejected = new ArrayList<Rejected>();
        for (var candidate : candidates) {
            if (found.isPresent()) {
                rejected.add(new Rejected(name.apply(candidate), Why.LESS_PREFERRED, ""));
                continue;
            }
            var against = obstacle.apply(candidate);
            if (against.isEmpty()) found = Optional.of(candidate);
            else rejected.add(new Rejected(name.apply(candidate), against.get(), ""));
        }
        return new Made<>(found, List.copyOf(rejected));
    }
}
