package dev.parley.cli;

import dev.parley.session.ClientSessions;
import dev.parley.session.Session;
import dev.parley.session.SessionFormat;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client's sessions in a file that nobody but its owner may read: whoever has it can read the connections that go on from
 * them. Written anew, in one step, with each change, so a ticket that was taken is gone from it at once. A file that others
 * may read or write is not believed; one that is none of ours is neither believed nor touched. Thread-safe.
 */
final class SessionFile implements ClientSessions, AutoCloseable {
    /** Why the file holds nothing to go on with. The words are {@code connect.session.…}. */
    enum Trouble {
        FOREIGN,
        OPEN_TO_OTHERS,
        EXPIRED,
        UNWRITABLE
    }

    private static final byte[] MAGIC = "parley sessions 1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int MOST_FOR_ONE = 4;
    private static final int LONGEST = 1 << 20;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private record Kept(String peer, Session session) {}

    private final Path file;
    private final String trust;
    private final List<Kept> all = new ArrayList<>();
    private Optional<Trouble> trouble = Optional.empty();

    private SessionFile(Path file, String trust) {
        this.file = file;
        this.trust = trust;
    }

    /**
     * Reads the file, if there is one.
     *
     * @param trust how peers are judged and by what this side shows itself: a session is as good as the check when it began,
     *        so it must not go on where another check is wanted
     */
    static SessionFile open(Path file, String trust) throws IOException {
        var sessions = new SessionFile(file, trust);
        sessions.load();
        return sessions;
    }

    private void load() throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST);
        } catch (NoSuchFileException _) {
            return;
        }
        try {
            if (bytes.length == 0) return;
            if (!isOurs(bytes)) trouble = Optional.of(Trouble.FOREIGN);
            else if (isOpenToOthers()) trouble = Optional.of(Trouble.OPEN_TO_OTHERS);
            else read(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static boolean isOurs(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private boolean isOpenToOthers() throws IOException {
        return isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes, MAGIC.length, bytes.length - MAGIC.length))) {
            while (in.available() > 0) {
                var peer = in.readUTF();
                var one = new byte[Math.min(in.readInt(), LONGEST)];
                in.readFully(one);
                SessionFormat.read(one).ifPresent(it -> all.add(new Kept(peer, it)));
                Arrays.fill(one, (byte) 0);
            }
        } catch (IOException | NegativeArraySizeException _) {
            trouble = Optional.of(Trouble.FOREIGN); // cut off, or written by somebody else
            forgetAll();
        }
    }

    /** What kept a session from being used or kept, if anything did. */
    synchronized Optional<Trouble> trouble() {
        return trouble;
    }

    private String key(String peer) {
        return peer + ' ' + trust;
    }

    @Override
    public synchronized void put(String peer, Session session) {
        if (trouble.equals(Optional.of(Trouble.FOREIGN))) {
            session.close();
            return;
        }
        all.addFirst(new Kept(key(peer), session));
        var mine = all.stream().filter(it -> it.peer.equals(key(peer))).toList();
        mine.stream().skip(MOST_FOR_ONE).forEach(this::drop);
        save();
    }

    /** Sessions of TLS 1.2 may be used again; tickets of TLS 1.3 are good for one use. RFC 9846 appendix C.4. */
    @Override
    public synchronized Optional<Session> take(String peer) {
        var mine = all.stream().filter(it -> it.peer.equals(key(peer))).toList();
        var now = Instant.now();
        var old = mine.stream().filter(it -> it.session.isExpired(now)).toList();
        old.forEach(this::drop);
        if (!old.isEmpty() && old.size() == mine.size()) trouble = Optional.of(Trouble.EXPIRED);
        var found = mine.stream().filter(it -> !old.contains(it)).findFirst();
        var given = found.map(it -> it.session.copy());
        found.filter(it -> it.session.version().equals(dev.parley.id.ProtocolVersion.TLS_1_3)).ifPresent(this::drop);
        if (given.isPresent() || !old.isEmpty()) save();
        return given;
    }

    @Override
    public synchronized void forget(String peer) {
        var mine = all.stream().filter(it -> it.peer.equals(key(peer))).toList();
        mine.forEach(this::drop);
        if (!mine.isEmpty()) save();
    }

    private void drop(Kept one) {
        all.remove(one);
        one.session.close();
    }

    private void forgetAll() {
        List.copyOf(all).forEach(this::drop);
    }

    /** Through a new file, so that nobody ever sees half of it. */
    private void save() {
        var out = new ByteArrayOutputStream();
        try (var data = new DataOutputStream(out)) {
            data.write(MAGIC);
            for (var one : all) {
                data.writeUTF(one.peer);
                var bytes = SessionFormat.write(one.session);
                data.writeInt(bytes.length);
                data.write(bytes);
                Arrays.fill(bytes, (byte) 0);
            }
            replace(out.toByteArray());
        } catch (IOException _) {
            trouble = Optional.of(Trouble.UNWRITABLE); // the connection goes on without
        }
    }

    private void replace(byte[] content) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var fresh = Files.createTempFile(folder, ".parley", ".tmp"); // for its owner only, where files have owners
        try {
            Files.write(fresh, content, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Arrays.fill(content, (byte) 0);
            Files.deleteIfExists(fresh);
        }
    }

    /** Forgets the secrets in memory; the file stays. */
    @Override
    public synchronized void close() {
        forgetAll();
    }

    /** A short name for how a peer is judged: of these files' content, and these words. */
    static String trust(List<Path> files, String... words) throws IOException {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            for (var word : words) digest.update((word + '\n').getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (var one : files) digest.update(Files.readAllBytes(one));
            return Bytes.own(digest.digest()).slice(0, 8).hex();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
