package dev.parley.explain.capture;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of TLS connections as other programs write them, in the format of RFC 9850 (the SSLKEYLOGFILE format): a
 * label, the client's random, the secret, per line. Labels are not checked: an unknown one is kept.
 *
 * <p>Thread-safe; grows as more text is added, from files or from secrets within a capture. These secrets have been
 * written to a file already, so here they are {@link Bytes} like any other; only printing a line leaves its secret out.
 */
public final class KeyLog {
    /** The main secret of TLS 1.2 and before. RFC 9850 section 2.2. */
    public static final String CLIENT_RANDOM = "CLIENT_RANDOM";
    /** The premaster secret of a static RSA key exchange, found by the first 8 bytes of its encrypted form. */
    public static final String RSA = "RSA";

    private static final int RANDOM_LENGTH = 32;
    private static final int RSA_ID_LENGTH = 8;

    private record Key(String label, Bytes id) {}

    private final List<Line> lines = new ArrayList<>();
    private final List<Malformed> malformed = new ArrayList<>();
    private final Map<Key, Bytes> secrets = new HashMap<>();
    private int lineNumber;

    /** An empty one. */
    public KeyLog() {}

    /** One secret. */
    public record Line(String label, Bytes clientRandom, Bytes secret) {
        /** As it stands in the file, with the line's end. */
        public String text() {
            return label + " " + clientRandom.hex() + " " + secret.hex() + "\n";
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return label + " " + clientRandom.hex() + " (" + secret.length() + " bytes)";
        }
    }

    /** A line that could not be read. @param number from 1 */
    public record Malformed(int number, String what) {}

    public static KeyLog read(Path file) throws IOException {
        return new KeyLog().add(Bytes.own(Files.readAllBytes(file)));
    }

    /** Reads more lines. Where a secret is given again, the newer is believed. */
    public synchronized KeyLog add(Bytes text) {
        // ISO 8859-1: every byte is a character, so no text is refused; what matters is ASCII.
        text.latin1().lines().forEach(this::add);
        return this;
    }

    /** The secret of this label in the connection that began with this random. */
    public synchronized Optional<Bytes> secret(String label, Bytes clientRandom) {
        return Optional.ofNullable(secrets.get(new Key(label, clientRandom)));
    }

    /** All lines that could be read, in order. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    public synchronized List<Malformed> malformed() {
        return List.copyOf(malformed);
    }

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private void add(String line) {
        lineNumber++;
        // RFC 9850 section 2 forbids the mark, but some editors leave it; only the line behind it would suffer.
        var words = line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
        if (words.isBlank() || words.startsWith("#")) return;
        var parts = words.strip().split("\\s+");
        if (parts.length != 3) bad(parts.length + " words, not 3");
        else add(parts[0], parts[1], parts[2]);
    }

    private void add(String label, String random, String secret) {
        try {
            var line = new Line(label, hex(random), hex(secret));
            int wanted = label.equals(RSA) ? RSA_ID_LENGTH : RANDOM_LENGTH;
            if (line.clientRandom.length() != wanted)
                bad("a client random of " + line.clientRandom.length() + " bytes, not " + wanted);
            else {
                lines.add(line);
                secrets.put(new Key(label, line.clientRandom), line.secret);
            }
        } catch (IllegalArgumentException e) {
            bad("not hexadecimal");
        }
    }

    private static Bytes hex(String digits) {
        return Bytes.own(HexFormat.of().parseHex(digits));
    }

    private void bad(String what) {
        malformed.add(new Malformed(lineNumber, what));
    }
}
