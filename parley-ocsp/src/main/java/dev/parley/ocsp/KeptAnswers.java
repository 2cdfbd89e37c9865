package dev.parley.ocsp;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Responses in a folder, so that a server that starts again has them at once. Each in a file named by its certificate's hash. */
record KeptAnswers(Optional<Path> folder) {
    private static final System.Logger LOG = System.getLogger("dev.parley.ocsp");

    Optional<Bytes> read(Question question) {
        try {
            return folder.isEmpty() ? Optional.empty() : Optional.of(Bytes.own(Files.readAllBytes(file(question))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "the response for " + question.name() + " cannot be read", failure);
            return Optional.empty();
        }
    }

    /** In one step: whoever reads sees the old response or the new one. */
    void write(Question question, Bytes response) {
        if (folder.isEmpty()) return;
        try {
            Files.createDirectories(folder.get());
            var fresh = Files.createTempFile(folder.get(), "fresh", ".tmp");
            Files.write(fresh, response.toArray());
            Files.move(fresh, file(question), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "the response for " + question.name() + " cannot be kept", failure);
        }
    }

    private Path file(Question question) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(question.certificate().getEncoded());
            return folder.orElseThrow().resolve(HexFormat.of().formatHex(hash) + ".ocsp");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
