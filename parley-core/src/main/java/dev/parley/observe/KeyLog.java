package dev.parley.observe;

import dev.parley.crypto.Secret;
import dev.parley.wire.Bytes;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Writes each connection's secrets down, so that Wireshark and its like can decrypt a recording. RFC 9850.
 *
 * <p>Whoever reads the file reads the connections. So nothing is ever written unless an application asks for it, by
 * {@code tls.observing(() -> keyLog)}; the environment variable alone does nothing.
 *
 * <p>One for all connections. Thread-safe: a line is written at once. A file is created for its owner alone, and what
 * stands in it already is kept. If writing fails later, that is logged once and the connections go on.
 */
public final class KeyLog implements Observer, AutoCloseable {
    /** The variable that other programs heed too. RFC 9850 section 1 leaves it to them. */
    public static final String VARIABLE = "SSLKEYLOGFILE";

    private final OutputStream out;
    private boolean failed;

    private KeyLog(OutputStream out) {
        this.out = out;
    }

    /** Appends to this file. @throws UncheckedIOException if it cannot be written */
    public static KeyLog to(Path file) {
        try {
            create(file);
            return new KeyLog(new FileOutputStream(file.toFile(), true));
        } catch (IOException e) {
            throw new UncheckedIOException("the key log " + file + " cannot be written", e);
        }
    }

    /** Writes to this stream, flushing after each line. */
    public static KeyLog to(OutputStream out) {
        return new KeyLog(out);
    }

    /** To the file that the environment variable names, if it names one: for applications that want to heed it. */
    public static Optional<KeyLog> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank()).map(Path::of)
            .map(KeyLog::to);
    }

    /** An open file's permissions are its owner's business; a new one is nobody else's. */
    private static void create(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) Files.createFile(file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            return;
        }
    }

    @Override
    public boolean wantsSecrets() {
        return true;
    }

    /** Only what has a label in RFC 9850: labels are in capitals. */
    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        if (!label.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9')) return;
        secret.lend(bytes -> append(label + ' ' + clientRandom.hex() + ' ', bytes));
    }

    private synchronized void append(String beginning, byte[] secret) {
        int length = beginning.length() + 2 * secret.length + 1;
        var line = Arrays.copyOf(beginning.getBytes(StandardCharsets.US_ASCII), length);
        int at = beginning.length();
        var hex = HexFormat.of();
        for (byte one : secret) {
            line[at++] = (byte) hex.toHighHexDigit(one);
            line[at++] = (byte) hex.toLowHexDigit(one);
        }
        line[at] = '\n';
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            if (!failed)
                System.getLogger(KeyLog.class.getName()).log(Level.WARNING, "the key log cannot be written", e);
            failed = true;
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
