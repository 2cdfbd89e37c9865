package dev.parley.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that was started here and does not outlive its cell. What it says is kept. */
final class Program implements AutoCloseable {
    /** How long anything may take. Much longer than it does, as the machine may be busy. */
    static final int PATIENCE_SECONDS = 60;

    /** So many characters of the beginning, and of the end, are shown to whoever looks into a failure. */
    private static final int MUCH = 3000;

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final List<String> command;
    private final Process process;
    private final StringBuilder said = new StringBuilder();
    private boolean silent;

    private Program(List<String> command, Process process, InputStream speech) {
        this.command = command;
        this.process = process;
        RUNNING.add(process);
        Thread.startVirtualThread(() -> listen(speech));
    }

    /** A program whose output is talk, all of it. */
    static Program server(List<String> command, Map<String, String> environment) throws IOException {
        var process = builder(command, environment).redirectErrorStream(true).start();
        return new Program(command, process, process.getInputStream());
    }

    /** A program whose standard output is data, and only the other one is talk. */
    static Program client(List<String> command, Map<String, String> environment) throws IOException {
        var process = builder(command, environment).start();
        return new Program(command, process, process.getErrorStream());
    }

    /** In a session of its own, or a program that asks for a password would stop this one, at whose terminal it asks. */
    private static final List<String> ALONE = exists("setsid") ? List.of("setsid") : List.of();

    private static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        var whole = new java.util.ArrayList<>(ALONE);
        whole.addAll(command);
        var builder = new ProcessBuilder(whole);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs it to its end and answers all that it said. */
    static String ask(String... command) {
        try (var program = server(List.of(command), Map.of())) {
            program.exitCode();
            return program.said();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is there such a program? */
    static boolean exists(String name) {
        return java.util.Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(folder -> new java.io.File(folder, name).canExecute());
    }

    private void listen(InputStream speech) {
        var buffer = new byte[4096];
        try {
            for (int read = speech.read(buffer); read >= 0; read = speech.read(buffer)) {
                synchronized (said) {
                    said.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    said.notifyAll();
                }
            }
        } catch (IOException _) {
            // Closed while we were listening, which is how programs end here.
        } finally {
            synchronized (said) {
                silent = true;
                said.notifyAll();
            }
        }
    }

    /** Waits until it says something like this, or says no more. */
    Optional<Matcher> hear(Pattern words) throws InterruptedException, IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (said) {
            while (true) {
                var matcher = words.matcher(said.toString());
                if (matcher.find()) return Optional.of(matcher);
                if (silent) return Optional.empty();
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) throw new IOException("waited in vain for \"" + words + "\" from " + this);
                said.wait(left);
            }
        }
    }

    String said() {
        synchronized (said) {
            return said.toString();
        }
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** Waits for its end, and until all that it said was heard. */
    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
            throw new IOException("does not end", new TimeoutException(toString()));
        hear(Pattern.compile("\\z.\\A"));
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        RUNNING.remove(process);
        try {
            process.getOutputStream().close();
            process.getInputStream().close();
            process.getErrorStream().close();
        } catch (IOException _) {
            // It has ended: there is nobody to flush to.
        }
    }

    @Override
    public String toString() {
        var all = said();
        return String.join(" ", command) + "\n" + (all.length() <= 2 * MUCH ? all
            : all.substring(0, MUCH) + "\n[…]\n" + all.substring(all.length() - MUCH));
    }
}
