package dev.parley.cli;

import dev.parley.explain.story.Story;
import dev.parley.observe.Observer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A client that comes twice. */
record Visits(Story first, Story second) {
    /** Rehearses first, since the first handshake of a process takes time for other things than the handshake. */
    static Visits play(Encore encore, Optional<Between> between, Plot plot, List<Supplier<Observer>> moreOfClient)
        throws IOException, InterruptedException {
        var memory = encore.prepare(plot);
        try (var stage = new Stage(plot, moreOfClient)) {
            for (int i = 0; i < REHEARSALS; i++) stage.rehearse();
            memory.forget();
            var first = stage.visit();
            between.ifPresent(it -> it.happen(plot, memory, first));
            encore.begin(plot);
            return new Visits(first, stage.visit());
        }
    }

    /** A client whose hidden hello the server cannot open, and which then knows better. RFC 9849 section 6.1.6. */
    static Visits afterRejection(Plot plot, List<Supplier<Observer>> moreOfClient)
        throws IOException, InterruptedException {
        try (var stage = new Stage(plot, moreOfClient)) {
            var first = stage.visit();
            Hiding.learn(plot);
            return new Visits(first, stage.visit());
        }
    }

    private static final int REHEARSALS = 4;

    boolean failed() {
        return first.failure().isPresent() || second.failure().isPresent();
    }
}
