package dev.parley.test;

import java.nio.file.Path;

/** Where the RFC texts and captures lie that tests read: the system property {@code parley.shared}, which the build sets. */
public final class Shared {
    private Shared() {}

    public static Path path(String relative) {
        return Path.of(System.getProperty("parley.shared", "../../shared")).resolve(relative).normalize();
    }
}
