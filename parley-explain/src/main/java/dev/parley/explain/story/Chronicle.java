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

    /** And so many bytes of records. */
    private static final int MOST_BYTES = 16 << 20;

    private final LongSupplier nanos;
    private final int mostBytes;
    private long bytes;
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
        this(nanos, MOST_BYTES, () -> {});
    }

    /** @param mostBytes how many bytes of records and messages are kept; what comes after them is only counted */
    public Chronicle(LongSupplier nanos, int mostBytes) {
        this(nanos, mostBytes, () -> {});
    }

    /** @param news is run after each entry, by whoever wrote it; it must be quick and not throw */
    public Chronicle(LongSupplier nanos, Runnable news) {
        this(nanos, MOST_BYTES, news);
    }

    private Chronicle(LongSupplier nanos, int mostBytes, Runnable news) {
        this.nanos = nanos;
        this.mostBytes = mostBytes;
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
        if (isTooMuch(made)) leftOut++;
        else {
            entries.add(made);
            bytes += weight(made);
        }
    }

    /** Of long connections only what passes is left out: how they end is always told. */
    private boolean isTooMuch(Entry made) {
        boolean bulk = made instanceof Entry.Data || made instanceof Entry.Packed;
        if (bulk && entries.size() >= MOST_ENTRIES) return true;
        return bytes + weight(made) > mostBytes
            || entries.size() >= 4 * MOST_ENTRIES && made instanceof Entry.Passing;
    }

    private static long weight(Entry entry) {
        return switch (entry) {
            case Entry.Packed packed -> packed.raw().length() + packed.content().length();
            case Entry.Message message -> message.bytes().length();
            case Entry.Unread unread -> unread.bytes().length();
            case Entry.Prelude prelude -> prelude.text().length();
            default -> 0;
        };
    }

    /** Everything so far. */
    public synchronized Story story() {
        return new Story(entries, leftOut);
    }
}
