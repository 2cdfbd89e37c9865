package dev.parley.cli;

import dev.parley.credential.CredentialFailure;
import dev.parley.transparency.LogList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The list of logs that browsers publish: JSON, version 3 of its format. */
final class LogListFile {
    private LogListFile() {}

    /** @throws CredentialFailure if it cannot be read, or has no log whose timestamps count */
    static LogList read(Path file) {
        try {
            return LogList.ofJson(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new CredentialFailure(file + " is no list of logs in JSON, version 3: " + e.getMessage(), e);
        }
    }
}
