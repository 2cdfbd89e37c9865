package dev.parley.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other people's programs. */
final class Programs {
    private Programs() {}

    /** Skips the test if there is no such program; in CI there must be. */
    static void need(String name) {
        find(name);
    }

    /** Where it is. Skips the test if there is no such program; in CI there must be. */
    static Path find(String name) {
        var there = List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
        if (there.isEmpty() && "true".equals(System.getenv("CI"))) throw new AssertionError(name + " is missing");
        assumeTrue(there.isPresent(), name + " is missing");
        return there.get();
    }

    /** @param code its exit code */
    record Ended(int code, String out) {}

    /** Runs it to its end, standard error among standard output. */
    static Ended run(String input, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError(command[0] + " does not end");
            return new Ended(process.exitValue(), out);
        } finally {
            process.destroyForcibly();
        }
    }
}
