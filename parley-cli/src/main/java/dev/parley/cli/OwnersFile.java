package dev.parley.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold a key: for their owner alone. */
final class OwnersFile {
    private OwnersFile() {}

    /** A new one. @throws java.nio.file.FileAlreadyExistsException if there is one already */
    static void create(Path file, String text) throws IOException {
        Files.createFile(file, forOwner(file));
        Files.writeString(file, text);
    }

    /** In one move: whoever reads it meanwhile sees the old one or the new one. */
    static void replace(Path file, String text) throws IOException {
        var beside = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".pem", forOwner(file));
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] forOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
            : new FileAttribute<?>[0];
    }
}
