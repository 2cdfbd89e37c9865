package dev.parley.cli;

import dev.parley.explain.capture.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A line on a terminal that says how much of a large file has been read. Gone when it is closed. */
final class ProgressBar implements Progress, AutoCloseable {
    /** A smaller file is read before anybody could look. */
    private static final long LARGE = 4 << 20;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WIDTH = 40;

    private final PrintWriter terminal;
    private final LongSupplier nanos;
    private long last;
    private boolean shown;

    ProgressBar(PrintWriter terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    /** Shows nothing unless the file is large and somebody sits at a terminal. */
    static ProgressBar of(Path file, PrintWriter terminal) throws IOException {
        boolean watched = Files.size(file) >= LARGE && System.console() != null && System.console().isTerminal();
        return new ProgressBar(watched ? terminal : new PrintWriter(java.io.Writer.nullWriter()), System::nanoTime);
    }

    @Override
    public void at(long read, long total) {
        long now = nanos.getAsLong();
        if (total <= 0 || now - last < PAUSE) return;
        last = now;
        shown = true;
        int done = (int) (WIDTH * Math.min(read, total) / total);
        terminal.printf("\r[%s%s] %3d %% of %,d MB", "#".repeat(done), " ".repeat(WIDTH - done), 100 * read / total,
            total >> 20);
        terminal.flush();
    }

    @Override
    public void close() {
        if (shown) terminal.print("\r" + " ".repeat(WIDTH + 30) + "\r");
        terminal.flush();
    }
}
