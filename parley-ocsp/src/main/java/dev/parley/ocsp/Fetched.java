package dev.parley.ocsp;

import dev.parley.credential.Staples;
import dev.parley.wire.Bytes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The responses of one chain, as far as they are here and count. Whoever asks only reads fields. */
final class Fetched implements Staples {
    private final List<Optional<Slot>> slots;
    private final InstantSource clock;

    /** The place of one response. */
    static final class Slot {
        final Question question;
        /** Was it asked for once? */
        final AtomicBoolean tried = new AtomicBoolean();
        volatile Optional<Question.Answer> answer = Optional.empty();

        Slot(Question question) {
            this.question = question;
        }
    }

    /** @param questions one for each certificate of the chain, where there is one */
    Fetched(List<Optional<Question>> questions, InstantSource clock) {
        this.slots = questions.stream().map(it -> it.map(Slot::new)).toList();
        this.clock = clock;
    }

    List<Slot> slots() {
        return slots.stream().flatMap(Optional::stream).toList();
    }

    @Override
    public List<Bytes> current() {
        var now = clock.instant();
        var all = new ArrayList<Bytes>();
        for (var slot : slots)
            all.add(slot.flatMap(it -> it.answer).filter(it -> it.countsAt(now)).map(Question.Answer::encoded)
                .orElse(Bytes.EMPTY));
        return all;
    }
}
