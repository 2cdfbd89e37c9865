package dev.parley.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads a file of the configuration, so that whatever is wrong with it is said with its name. */
public final class CredentialFile {
    private CredentialFile() {}

    /** @throws CredentialFailure if the file cannot be read, or the reading of its text throws one */
    public static <T> T text(Path file, Function<String, T> reading) {
        return bytes(file, bytes -> reading.apply(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    static <T> T bytes(Path file, Function<byte[], T> reading) {
        try {
            return reading.apply(Files.readAllBytes(file));
        } catch (NoSuchFileException failure) {
            throw new CredentialFailure("there is no file " + file.toAbsolutePath(), failure);
        } catch (AccessDeniedException failure) {
            throw new CredentialFailure("the file " + file.toAbsolutePath() + " may not be read by this user", failure);
        } catch (IOException failure) {
            throw new CredentialFailure("the file " + file.toAbsolutePath() + " cannot be read: " + failure, failure);
        } catch (CredentialFailure failure) {
            throw new CredentialFailure(file + ": " + failure.getMessage(), failure);
        }
    }
}
