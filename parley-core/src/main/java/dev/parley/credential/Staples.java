package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The OCSP responses that go along with a chain of certificates, so that nobody needs to ask the authority itself. RFC
 * 6066 section 8, RFC 9846 section 4.5.1.1. Thread-safe.
 */
@FunctionalInterface
public interface Staples {
    Staples NONE = List::of;

    /**
     * Those of this moment in DER, in the order of the chain: the end-entity certificate's first. Empty bytes stand for
     * none; the list may be shorter than the chain. Must not block: handshakes wait for it.
     */
    List<Bytes> current();

    /** The one for this certificate of the chain, counted from 0. */
    default Optional<Bytes> of(int certificate) {
        var all = current();
        return certificate < all.size() && !all.get(certificate).isEmpty() ? Optional.of(all.get(certificate))
            : Optional.empty();
    }

    static Staples of(Bytes... responses) {
        var fixed = List.of(responses);
        return () -> fixed;
    }

    /**
     * The end-entity certificate's, in DER in a file that somebody keeps fresh, such as {@code openssl ocsp -respout}: read
     * again when it has changed, looking at most once a second. As long as there is no file, nothing is stapled.
     */
    static Staples file(Path file) {
        return ofFile(file, System::nanoTime);
    }

    /** @param nanoTime a clock in nanoseconds */
    static Staples ofFile(Path file, LongSupplier nanoTime) {
        return new WatchedFiles<>(List.of(file), () -> read(file), nanoTime)::get;
    }

    /** Nothing, if the file is not there (yet, or any more). */
    private static List<Bytes> read(Path file) {
        try {
            return List.of(Bytes.own(Files.readAllBytes(file)));
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new CredentialFailure("the OCSP response " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
