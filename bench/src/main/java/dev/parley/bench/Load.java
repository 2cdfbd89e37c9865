package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * HTTPS over real sockets, the servers of {@link WebServer} under {@code wrk}, in turn: {@code Load 5 3} runs each for five
 * seconds, three times, and prints the best of each as a table. Both ends share the machine.
 */
public final class Load {
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("(\\d+) requests in");
    private static final List<String> SERVERS = List.of("SUN", "PARLEY");

    private Load() {}

    /** @param cpu processor microseconds of the server for a request */
    private record Result(double rate, String half, String most, double cpu) {
        Result better(Result other) {
            return other == null || rate > other.rate ? this : other;
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        System.out.println("| HTTPS, 600 bytes answered, 32 connections | requests a second | p50 | p99 "
            + "| server's processor microseconds a request |\n| --- | ---: | ---: | ---: | ---: |");
        for (boolean keeps : new boolean[]{true, false}) {
            var best = new Result[SERVERS.size()];
            for (int round = 0; round < rounds; round++)
                for (int i = 0; i < best.length; i++) best[i] = run(SERVERS.get(i), keeps, seconds).better(best[i]);
            for (int i = 0; i < best.length;
                i++) System.out.printf(Locale.ROOT, "| %s, %s | %,.0f | %s | %s | %.0f |%n",
                    SERVERS.get(i).equals("SUN") ? "SunJSSE" : "Parley, fast",
                    keeps ? "connections kept" : "a new connection for each request", best[i].rate, best[i].half,
                    best[i].most, best[i].cpu);
        }
    }

    private static Result run(String stack, boolean keeps, int seconds) throws IOException, InterruptedException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC", "-Xms256m", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), WebServer.class.getName(), stack)
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            var from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            var to = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
            long port = said(from);
            wrk(port, keeps, seconds); // loads and compiles
            long before = asked(to, from);
            var told = wrk(port, keeps, seconds);
            return new Result(Double.parseDouble(found(RATE, told)), percentile("50%", told), percentile("99%", told),
                (asked(to, from) - before) / 1000.0 / Long.parseLong(found(COUNT, told)));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static long asked(PrintStream to, BufferedReader from) throws IOException {
        to.print('?');
        to.flush();
        return said(from);
    }

    private static long said(BufferedReader from) throws IOException {
        for (var line = from.readLine(); line != null; line = from.readLine())
            if (line.startsWith("=")) return Long.parseLong(line.substring(1));
        throw new IOException("the server is gone");
    }

    private static String wrk(long port, boolean keeps, int seconds) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("wrk", "--latency", "-t1", "-c32", "-d" + seconds + "s"));
        if (!keeps) command.addAll(List.of("-H", "Connection: close"));
        command.add("https://localhost:" + port + "/");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        return told;
    }

    private static String found(Pattern pattern, String text) throws IOException {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) throw new IOException("wrk says: " + text);
        return matcher.group(1);
    }

    private static String percentile(String which, String text) throws IOException {
        return found(Pattern.compile(Pattern.quote(which) + " +(\\S+)"), text);
    }
}
