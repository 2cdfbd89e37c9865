package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A stapled response in a file. What cannot be read leaves the old one in place and is logged once. */
final class StapleFile implements Staples {
    private static final System.Logger LOG = System.getLogger(StapleFile.class.getName());
    private static final long BETWEEN_LOOKS = 1_000_000_000;

    private final Path file;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private Optional<FileTime> seen = Optional.empty(); // guarded by looking
    private volatile long lastLook;
    private volatile List<Bytes> current = List.of();

    /** @param nanoTime a clock in nanoseconds */
    StapleFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
        look();
    }

    @Override
    public List<Bytes> current() {
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
        try {
            var time = Optional.of(Files.getLastModifiedTime(file));
            if (time.equals(seen)) return;
            seen = time;
            current = List.of(Bytes.own(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            seen = Optional.empty();
            current = List.of();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "keeping the old OCSP response: " + file + " cannot be read", failure);
        }
    }
}
