package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Another TLS program, as a process that is ended with this. */
final class ResumptionPeer implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    private ResumptionPeer(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ResumptionPeer start(List<String> command) {
        var program = command.getFirst();
        boolean here = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of)
            .anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
        if ("true".equals(System.getenv("CI"))) assertThat(here).as("CI needs " + program).isTrue();
        Assumptions.assumeTrue(here, program + " is not installed");
        try {
            return new ResumptionPeer(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it prints a line with this text. @throws IllegalStateException if it ends before */
    String waitFor(String text) {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.contains(text)) return line;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("it ended without saying \"" + text + "\": " + said);
    }

    /** Types a line at its terminal. */
    void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended by itself. @return all it printed */
    String end() {
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) said.add(line);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return String.join("\n", said);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
