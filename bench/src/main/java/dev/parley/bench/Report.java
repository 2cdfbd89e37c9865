package dev.parley.bench;

import dev.parley.bench.Race.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of {@code docs/performance.md}. */
final class Report {
    private static final String BEGIN = "<!-- table: written by Race -->";
    private static final String END = "<!-- end of table -->";

    private record Line(String title, Map<Stack, Double> figures) {}

    private final List<Line> times = new ArrayList<>();
    private final List<Line> sizes = new ArrayList<>();
    private final Map<String, Map<Stack, Double>> others = new java.util.LinkedHashMap<>();

    void add(Row row, Map<Stack, Result> results) {
        var micros = new EnumMap<Stack, Double>(Stack.class);
        var bytes = new EnumMap<Stack, Double>(Stack.class);
        results.forEach((stack, result) -> {
            micros.put(stack, result.micros());
            bytes.put(stack, (double) result.bytes());
        });
        times.add(new Line(row.title, micros));
        sizes.add(new Line(row.title, bytes));
    }

    void add(String title, Stack stack, long figure) {
        others.computeIfAbsent(title, _ -> new EnumMap<>(Stack.class)).put(stack, (double) figure);
    }

    String table() {
        var text = new StringBuilder(environment());
        lines(text, "processor microseconds per handshake, or per record sealed and opened", times, "%,.1f", true);
        lines(text, "bytes of Java heap allocated for one", sizes, "%,.0f", false);
        lines(text, "in virtual machines of their own",
            others.entrySet().stream().map(it -> new Line(it.getKey(), it.getValue())).toList(), "%,.0f", false);
        return text.toString();
    }

    private static String environment() {
        return "Measured on %s: %s, %d processors (load %.1f), Java %s. \"n\" is netty-tcnative's figure and \"s\" SunJSSE's: ratios below 1 mean less time than theirs.%n%n"
            .formatted(LocalDate.now(), processor(), Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst().map(line -> line.split(": ")[1])
                .orElse("a processor without a name");
        } catch (IOException _) {
            return System.getProperty("os.arch");
        }
    }

    private static void lines(StringBuilder text, String title, List<Line> lines, String format, boolean ratios) {
        text.append("| ").append(title).append(" |");
        for (var stack : Stack.values()) text.append(' ').append(stack.title).append(" |");
        if (ratios) text.append(" fast / n | fast / s | Parley / s |");
        text.append("\n| --- |").append(" ---: |".repeat(Stack.values().length + (ratios ? 3 : 0))).append('\n');
        for (var line : lines) {
            text.append("| ").append(line.title).append(" |");
            for (var stack : Stack.values()) {
                var figure = line.figures.get(stack);
                text.append(' ').append(figure == null ? "-" : String.format(Locale.ROOT, format, figure)).append(" |");
            }
            if (ratios) {
                text.append(ratio(line, Stack.PARLEY_FAST, Stack.NETTY))
                    .append(ratio(line, Stack.PARLEY_FAST, Stack.SUN))
                    .append(ratio(line, Stack.PARLEY, Stack.SUN));
            }
            text.append('\n');
        }
        text.append('\n');
    }

    private static String ratio(Line line, Stack one, Stack other) {
        var figure = line.figures.get(one);
        var against = line.figures.get(other);
        return figure == null || against == null ? " - |" : String.format(Locale.ROOT, " %.2f |", figure / against);
    }

    /** Between the marks, where the page has them. */
    void replaceIn(Path page) throws IOException {
        var text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (to < 0) throw new IOException(page + " has no marks for the table");
        Files.writeString(page, text.substring(0, from) + "\n" + table() + text.substring(to));
    }
}
