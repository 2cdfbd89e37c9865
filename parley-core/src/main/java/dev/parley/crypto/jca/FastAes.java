package dev.parley.crypto.jca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Does the processor compute AES? Linux says so in {@code /proc/cpuinfo}. Elsewhere the architecture decides: the 64-bit
 * processors of Intel, AMD and Apple, and all ARM ones that Windows runs on, do. The JDK uses it wherever it is there.
 */
final class FastAes {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    /** Looked up once, when first asked for. */
    static final boolean IS_HERE = lookUp();

    private FastAes() {}

    private static boolean lookUp() {
        try (var lines = Files.lines(CPU)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .anyMatch(line -> line.matches(".*\\baes\\b.*"));
        } catch (IOException | RuntimeException _) {
            return Set.of("amd64", "x86_64", "aarch64", "arm64").contains(System.getProperty("os.arch"));
        }
    }
}
