package dev.parley.explain.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What tests need from outside the project. Where it is missing they are skipped, but in CI they fail. */
public final class Outside {
    private Outside() {}

    /** Captures that others made. */
    public static List<Path> captures() throws IOException {
        var folder = Path.of(System.getProperty("parley.shared", "../../shared")).resolve("captures").normalize();
        need(Files.isDirectory(folder), "the captures in " + folder);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
        }
    }

    public static Path capture(String name) throws IOException {
        return captures().stream().filter(capture -> capture.endsWith(name)).findFirst().orElseThrow();
    }

    /** What tshark says, line by line. */
    public static List<String> tshark(Path capture, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
        command.addAll(arguments);
        // A file that is cut off makes tshark complain and fail after it has said everything.
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().toList();
    }

    public static void needTshark() {
        need(TSHARK, "tshark");
    }

    static boolean hasTshark() {
        return TSHARK;
    }

    private static final boolean TSHARK = runs("tshark", "--version");

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static void need(boolean there, String what) {
        if ("true".equals(System.getenv("CI"))) assertThat(there).as(what + " must be there in CI").isTrue();
        assumeTrue(there, () -> "skipped: " + what + " is not there");
    }
}
