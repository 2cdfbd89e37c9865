package dev.parley.explain.story;

import dev.parley.crypto.Secret;
import dev.parley.wire.Bytes;
import java.util.Optional;

/** Secrets as a story tells them. */
final class Told {
    private Told() {}

    /** The first told under this label, with its value. */
    static Optional<Bytes> first(Story story, String label) {
        return story.all(Entry.Derived.class).filter(it -> it.label().equals(label)).flatMap(it -> it.value().stream())
            .findFirst();
    }

    /** The last one: after a retry, places in the hello are other ones. */
    static Optional<Bytes> last(Story story, String label) {
        return story.all(Entry.Derived.class).filter(it -> it.label().equals(label)).flatMap(it -> it.value().stream())
            .reduce((_, last) -> last);
    }

    /** For computing; the caller closes it. */
    static Secret secret(Bytes told) {
        return Secret.of(told.toArray());
    }

    static Bytes bytes(Secret secret) {
        return secret.use(bytes -> Bytes.of(bytes));
    }
}
