package dev.parley.bogo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Runs BoringSSL's protocol test suite against Parley and counts what came of it. Started by the script {@code bogo},
 * which builds the launcher.
 */
public final class Bogo {
    private final Path runner;
    private final Path launcher;
    private final Path config;
    private final Path work;

    private Bogo(Path runner, Path launcher, Path config, Path work) {
        this.runner = runner;
        this.launcher = launcher;
        this.config = config;
        this.work = work;
    }

    /** Arguments: the runner, the launcher, the configuration, and what to do; see the script. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var work = Files.createTempDirectory("bogo");
        int code;
        try {
            var options = List.of(arguments).subList(3, arguments.length);
            code = new Bogo(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]), Path.of(arguments[2]), work)
                .run(Options.of(options));
        } finally {
            remove(work);
        }
        System.exit(code);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private int run(Options options) throws IOException, InterruptedException {
        var names = work.resolve("names.json");
        var results = work.resolve("results.json");
        start("list.log", options, List.of("-include-disabled", "-json-output", names.toString()), "PARLEY_BOGO_LIST",
            "yes");
        var socket = work.resolve("desk");
        Map<String, Integer> lacking;
        try (var desk = Desk.open(socket)) {
            start("run.log", options, List.of("-shim-config", config.toString(), "-json-output", results.toString()),
                "PARLEY_BOGO_SOCKET", socket.toString());
            lacking = desk.lacking();
        }
        if (options.keep().isPresent())
            Files.copy(work.resolve("run.log"), options.keep().get(), StandardCopyOption.REPLACE_EXISTING);
        var result = Result.of(Files.readString(names), Files.readString(results));
        System.out.print(result.table());
        var failed = result.named(Result.Fate.FAILED);
        failed.forEach(name -> System.out.println("failed: " + name));
        if (options.document().isPresent()) new Document(options, result, Disabled.read(config), lacking).write();
        int floor = options.floor();
        if (result.count(Result.Fate.PASSED) < floor)
            System.out.println("fewer passed than " + floor + ", which is the least that must");
        return failed.isEmpty() && result.count(Result.Fate.PASSED) >= floor ? 0 : 1;
    }

    private void start(String log, Options options, List<String> more, String variable, String value)
        throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(runner.toString(), "-shim-path", launcher.toString(),
            "-allow-unimplemented", "-pipe", "-num-workers", String.valueOf(options.workers())));
        if (!options.filter().isEmpty()) command.addAll(List.of("-test", options.filter()));
        command.addAll(more);
        var builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
            .redirectOutput(work.resolve(log).toFile());
        builder.environment().put(variable, value);
        var process = builder.start();
        var end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        if (!Files.exists(Path.of(more.getLast())))
            throw new IOException(
                "the runner wrote no result:\n" + Files.readString(work.resolve(log), StandardCharsets.ISO_8859_1));
    }
}
