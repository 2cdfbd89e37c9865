package dev.parley.explain.story;

import dev.parley.explain.story.Entry.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Where the entries of one connection are written down as they happen, by one witness or by several. Thread-safe; only
 * ever added to.
 */
public final class Chronicle {
    /** So much is kept of what a connection says; later application data is only counted. */
    private static final int MOST_ENTRIES = 4096;

    private final LongSupplier nanos;
    private final Runnable news;
    private long begin;
    private final List<Entry> entries = new ArrayList<>();
    private int leftOut;

    /** Begins with its first entry. */
    public Chronicle() {
        this(System::nanoTime);
    }

    /** @param nanos a clock that only goes forward */
    public Chronicle(LongSupplier nanos) {
        this(nanos, () -> {});
    }

    /** @param news is run after each entry, by whoever wrote it; it must be quick and not throw */
    public Chronicle(LongSupplier nanos, Runnable news) {
        this.nanos = nanos;
        this.news = news;
    }

    /** Writes down what this witness sees now. */
    public void add(Witness by, Function<Moment, Entry> entry) {
        write(by, entry);
        news.run();
    }

    private synchronized void write(Witness by, Function<Moment, Entry> entry) {
        long now = nanos.getAsLong();
        if (entries.isEmpty()) begin = now;
        var made = entry.apply(new Moment(by, Duration.ofNanos(now - begin)));
        if (entries.size() >= MOST_ENTRIES && (made instanceof Entry.Data || made instanceof Entry.Packed)) leftOut++;
        else entries.add(made);
    }

    /** Everything so far. */
    public synchronized Story story() {
        return new Story(entries, leftOut);
    }
}
