package dev.parley.ech;

import dev.parley.credential.CredentialFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Keys in a file that is read again when it changes. Thread-safe: while one looks, the others get what is there. */
final class EchKeyFile implements EchKeys {
    private static final System.Logger LOG = System.getLogger("dev.parley.ech");

    private final Path file;
    private final ReentrantLock looking = new ReentrantLock();
    private Stamp seen; // guarded by looking
    private volatile List<EchKey> current;

    /** What tells that the file has changed. */
    private record Stamp(FileTime time, long size, Object file) {
        static final Stamp MISSING = new Stamp(null, 0, null);
    }

    EchKeyFile(Path file) {
        this.file = file;
        this.seen = stamp(); // before reading: a change in between is seen as one
        this.current = read();
    }

    @Override
    public List<EchKey> all() {
        if (looking.tryLock()) {
            try {
                look();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    private void look() {
        var stamp = stamp();
        if (stamp.equals(seen)) return;
        seen = stamp; // also if reading fails, so that it is reported once for each change
        try {
            current = read();
            LOG.log(System.Logger.Level.INFO, "read {0} again", file);
        } catch (CredentialFailure failure) {
            LOG.log(System.Logger.Level.WARNING, "keeping the old keys: " + failure.getMessage(), failure);
        }
    }

    private List<EchKey> read() {
        try {
            return EchPem.keys(Files.readString(file));
        } catch (IOException e) {
            throw new CredentialFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Stamp stamp() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException _) {
            return Stamp.MISSING;
        }
    }
}
