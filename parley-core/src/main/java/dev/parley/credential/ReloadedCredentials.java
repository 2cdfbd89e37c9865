package dev.parley.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A credential in two files that is read again when they change.
 *
 * <p>Thread-safe. Whoever asks when it is time looks at the files; all others meanwhile get what is there.
 */
final class ReloadedCredentials implements Credentials {
    private static final System.Logger LOG = System.getLogger("dev.parley.credential");
    private static final long BETWEEN_LOOKS = 1_000_000_000; // nanoseconds

    private final Path chain;
    private final Path key;
    private final char[] password;
    private final LongSupplier nanoTime;
    private final ReentrantLock looking = new ReentrantLock();
    private Stamp seen; // guarded by looking, as the next
    private volatile long lastLook;
    private volatile List<Credential> current;

    /** What tells that the files have changed. Nothing at all stands for a file that is not there. */
    private record Stamp(FileTime chainTime, long chainSize, FileTime keyTime, long keySize) {
        static final Stamp MISSING = new Stamp(null, 0, null, 0);
    }

    /** @param nanoTime a clock in nanoseconds */
    ReloadedCredentials(Path chain, Path key, char[] password, LongSupplier nanoTime) {
        this.chain = chain;
        this.key = key;
        this.password = password == null ? null : password.clone();
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
        this.seen = stamp(); // before reading: a change in between is seen as one
        this.current = read();
    }

    @Override
    public List<Credential> current() {
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
        var stamp = stamp();
        if (stamp.equals(seen)) return;
        // Remembered also if reading fails, so that it is tried and reported once for each change. Whoever writes the
        // two files one after the other is caught in between at worst once: the second changes the stamp again.
        seen = stamp;
        try {
            current = read();
            LOG.log(System.Logger.Level.INFO, "read {0} and {1} again", chain, key);
        } catch (CredentialFailure failure) {
            LOG.log(System.Logger.Level.WARNING, "keeping the old certificate: " + failure.getMessage(), failure);
        }
    }

    private List<Credential> read() {
        return List.of(Credential.pem(chain, key, password));
    }

    private Stamp stamp() {
        try {
            var chainFile = Files.readAttributes(chain, BasicFileAttributes.class);
            var keyFile = Files.readAttributes(key, BasicFileAttributes.class);
            return new Stamp(chainFile.lastModifiedTime(), chainFile.size(), keyFile.lastModifiedTime(),
                keyFile.size());
        } catch (IOException _) {
            return Stamp.MISSING;
        }
    }
}
