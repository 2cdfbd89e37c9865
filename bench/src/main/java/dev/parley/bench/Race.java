package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All rows for all stacks in one run. Each stack has a virtual machine of its own, with the same options; they run in turn,
 * a short window each, round after round, so that whatever else the machine does hits all of them; and the best window
 * counts, by processor time.
 *
 * <p>Arguments: how many operations warm a row up, how many rounds there are, the page whose table is to be replaced, and
 * the names of the rows if not all are wanted.
 */
public final class Race {
    private static final int WINDOW = 100;
    /** Records are so much shorter than handshakes. */
    private static final int RECORDS = 50;

    private final int warm;
    private final int rounds;
    private Path page;

    private Race(int warm, int rounds) {
        this.warm = warm;
        this.rounds = rounds;
    }

    /** The best window of a stack in a row. */
    record Result(double micros, long bytes) {
        Result better(Result other) {
            return new Result(Math.min(micros, other.micros), Math.min(bytes, other.bytes));
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var race = new Race(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        var report = new Report();
        race.page = arguments.length > 2 ? Path.of(arguments[2]) : null;
        race.run(report, arguments.length > 3
            ? Arrays.stream(arguments).skip(3).map(Row::valueOf).toList() : List.of(Row.values()));
        for (var stack : Stack.values()) {
            report.add("heap bytes of an idle client and server", stack, footprint("idle", stack, 1));
            report.add("cold start: processor milliseconds to the end of the first handshake", stack,
                footprint("cold", stack, 3));
        }
        report.add("heap bytes for one session in a server's cache", Stack.PARLEY,
            footprint("session", Stack.PARLEY, 1));
        System.out.println(report.table());
        race.show(report);
    }

    private void run(Report report, List<Row> rows) throws IOException, InterruptedException {
        var runners = new EnumMap<Stack, Runner>(Stack.class);
        try {
            for (var stack : Stack.values()) runners.put(stack, Runner.start(stack));
            for (var row : rows) {
                report.add(row, race(row, runners));
                show(report); // whoever ends it early keeps what there is
            }
        } finally {
            for (var runner : runners.values()) runner.end();
        }
    }

    private void show(Report report) throws IOException {
        if (page != null) report.replaceIn(page);
    }

    private Map<Stack, Result> race(Row row, Map<Stack, Runner> runners) throws IOException {
        var results = new EnumMap<Stack, Result>(Stack.class);
        var able = new ArrayList<>(runners.keySet().stream().filter(stack -> stack.can(row)).toList());
        int unit = row.isRecord() ? RECORDS : 1;
        for (var stack : able) {
            runners.get(stack).ask("meet " + row);
            runners.get(stack).ask("warm " + warm * unit);
        }
        for (int round = 0; round < rounds; round++) {
            for (var stack : able) {
                var said = runners.get(stack).ask("run " + WINDOW * unit).split(" ");
                var result = new Result(Double.parseDouble(said[0]) / 1000, Long.parseLong(said[1]));
                results.merge(stack, result, Result::better);
            }
            able.addFirst(able.removeLast()); // nobody always runs behind the same one
        }
        System.err.println(row + " " + results);
        return results;
    }

    /** One figure of {@link Footprint}, the best of several virtual machines. */
    private static long footprint(String what, Stack stack, int times) throws IOException, InterruptedException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            var process = java(Footprint.class, what, stack.name()).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            process.waitFor();
            best = Math.min(best, Long.parseLong(said.lines().toList().getLast()));
        }
        return best;
    }

    static ProcessBuilder java(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC", "-Xms256m", "-Xmx1g", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-cp",
            System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /** The other end of a {@link Contestant}. */
    private record Runner(Process process, PrintStream to, BufferedReader from) {
        static Runner start(Stack stack) throws IOException {
            var process = java(Contestant.class, stack.name()).start();
            return new Runner(process, new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII),
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)));
        }

        /** Some stacks print things of their own. */
        String ask(String question) throws IOException {
            to.println(question);
            for (var line = from.readLine(); line != null; line = from.readLine())
                if (line.startsWith("=")) return line.substring(1);
            throw new IOException("no answer to: " + question);
        }

        void end() throws InterruptedException {
            to.close();
            process.waitFor();
        }
    }
}
