package dev.parley.credential;

import java.util.List;
import java.util.function.UnaryOperator;

/** Credentials from elsewhere, each changed when it is seen for the first time: they keep what is dear to find. Thread-safe. */
final class ChangedCredentials implements Credentials {
    private final Credentials source;
    private final UnaryOperator<Credential> change;
    private volatile Seen seen = new Seen(List.of(), List.of());

    private record Seen(List<Credential> before, List<Credential> after) {}

    ChangedCredentials(Credentials source, UnaryOperator<Credential> change) {
        this.source = source;
        this.change = change;
    }

    @Override
    public List<Credential> current() {
        var now = source.current();
        var last = seen;
        if (!now.equals(last.before)) {
            last = new Seen(List.copyOf(now), now.stream().map(change).toList());
            seen = last;
        }
        return last.after;
    }

    @Override
    public boolean mayBlock() {
        return source.mayBlock();
    }
}
