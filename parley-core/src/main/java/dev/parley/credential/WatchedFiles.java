package dev.parley.credential;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What stands in files that are read again when one of them has changed: on demand, looking at most once a second. What
 * cannot be read leaves the old in place and is logged once for each change.
 *
 * <p>Thread-safe. Whoever asks when it is time looks at the files; all others meanwhile get what is there.
 */
public final class WatchedFiles<T> implements Supplier<T> {
    private static final System.Logger LOG = System.getLogger("dev.parley.credential");
    private static final long BETWEEN_LOOKS = 1_000_000_000; // nanoseconds

    private final List<Path> files;
    private final Supplier<T> reading;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private List<Optional<Stamp>> seen; // guarded by looking
    private volatile long lastLook;
    private volatile T current;

    /** What tells that a file has changed. */
    private record Stamp(FileTime time, long size, Optional<Object> file) {}

    /**
     * @param reading reads all of them, and throws {@link CredentialFailure} if it cannot
     * @param nanoTime a clock in nanoseconds
     * @throws CredentialFailure if the first reading fails
     */
    public WatchedFiles(List<Path> files, Supplier<T> reading, LongSupplier nanoTime) {
        this.files = List.copyOf(files);
        this.reading = reading;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
        this.seen = stamps(); // before reading: a change in between is seen as one
        this.current = reading.get();
    }

    @Override
    public T get() {
        if (nanoTime.getAsLong() - lastLook >= BETWEEN_LOOKS && looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    private void look() {
        lastLook = nanoTime.getAsLong();
        var stamps = stamps();
        if (stamps.equals(seen)) return;
        // Remembered also if reading fails, so that it is tried and reported once for each change. Whoever writes several
        // files one after the other is caught in between at worst once: the last one changes the stamps again.
        seen = stamps;
        try {
            current = reading.get();
            LOG.log(Level.INFO, "read {0} again", files);
        } catch (CredentialFailure failure) {
            LOG.log(Level.WARNING, "keeping what was there before: " + failure.getMessage(), failure);
        }
    }

    private List<Optional<Stamp>> stamps() {
        return files.stream().map(WatchedFiles::stamp).toList();
    }

    /** Nothing stands for a file that is not there. */
    private static Optional<Stamp> stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.lastModifiedTime(), attributes.size(),
                Optional.ofNullable(attributes.fileKey())));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
