package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import one.profiler.AsyncProfiler;
import one.profiler.AsyncProfilerLoader;

/**
 * Where the time goes, or the memory, by async-profiler.
 *
 * <p>With a directory alone: draws what is in {@code docs/pictures}, flame graphs of a full handshake and of a record by the
 * fast module, each from a virtual machine of its own. With a row, a stack, {@code cpu} or {@code alloc}, how many seconds,
 * and a file: the stacks of that, as a flame graph if the file ends in {@code .svg}, else one stack a line with its count.
 * Of allocations every object counts, with its bytes.
 */
public final class Profile {
    private static final int WARM = 20_000;
    private static final int ALLOCATING = 200;
    private static final int RECORDS = 50;

    private Profile() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1) pictures(Path.of(arguments[0]));
        else profile(Row.valueOf(arguments[0]), Stack.valueOf(arguments[1]), arguments[2].equals("alloc"),
            Long.parseLong(arguments[3]), Path.of(arguments[4]));
    }

    private static void pictures(Path directory) throws IOException, InterruptedException {
        picture(Row.FULL_13, "cpu", directory.resolve("flame-full-13.svg"));
        picture(Row.AES_16K, "cpu", directory.resolve("flame-record-16k.svg"));
        picture(Row.FULL_13, "alloc", directory.resolve("flame-full-13-heap.svg"));
    }

    private static void picture(Row row, String what, Path file) throws IOException, InterruptedException {
        var process = Race.java(Profile.class, row.name(), Stack.PARLEY_FAST.name(), what, "60", file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
        if (process.waitFor() != 0) throw new IllegalStateException(file + " was not drawn");
    }

    private static void profile(Row row, Stack stack, boolean alloc, long seconds, Path file) throws IOException {
        var operation = operation(stack.peers(row), row);
        int unit = row.isRecord() ? RECORDS : 1;
        for (int i = 0; i < WARM * unit; i++) operation.run();

        var profiler = AsyncProfilerLoader.load();
        profiler.execute(alloc ? "start,event=alloc,alloc=1" : "start,event=ctimer,interval=200us,cstack=dwarf");
        long count = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (; alloc ? count < (long) ALLOCATING * unit : System.nanoTime() < end; count++) operation.run();
        write(profiler, row, stack, alloc, count, file);
    }

    private static void write(AsyncProfiler profiler, Row row, Stack stack, boolean alloc, long count, Path file)
        throws IOException {
        var stacks = profiler.execute("stop,collapsed" + (alloc ? ",total" : ""));
        if (!file.toString().endsWith(".svg")) {
            Files.writeString(file, stacks);
            return;
        }
        var graph = FlameGraph.of(stacks.lines().toList(), Set.of(Profile.class.getName()));
        var title = "%s: %s, %s".formatted(stack.title, row.title,
            alloc ? "bytes of heap" : "processor time, %,d samples".formatted(graph.total()));
        Files.writeString(file, graph.svg(title, alloc ? " bytes each" : "", alloc ? count : 0));
        System.out.println(file);
    }

    private static Runnable operation(Peers peers, Row row) {
        if (!row.isRecord()) return () -> peers.connect().close();
        var talk = peers.connect();
        return talk::send;
    }
}
