package dev.parley.bogo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code bogo} is to do.
 *
 * @param filter patterns of the tests to run, with semicolons between them; empty for all
 * @param workers how many tests run at once
 * @param floor how many tests must pass at least; 0 if only some are run
 * @param keep where to keep the runner's own account
 * @param document the page to write the result to
 * @param revision of BoringSSL, for that page
 */
record Options(String filter, int workers, int floor, Optional<Path> keep, Optional<Path> document, String revision) {
    /** Of every run of the whole suite at least so many tests passed; more may be added, none taken away. */
    static final int FLOOR = 2_845;

    static Options of(List<String> arguments) {
        var options = new Options("", Math.max(4, Runtime.getRuntime().availableProcessors()), FLOOR, Optional.empty(),
            Optional.empty(), "");
        for (int i = 0; i < arguments.size(); i++)
            options = switch (arguments.get(i)) {
                case "--keep" -> options.keep(Path.of(arguments.get(++i)));
                case "--workers" -> options.workers(Integer.parseInt(arguments.get(++i)));
                case "--write" -> options.document(Path.of(arguments.get(++i)), arguments.get(++i));
                case String filter -> options.filter(filter);
            };
        return options;
    }

    private Options filter(String other) {
        return new Options(other, workers, 0, keep, document, revision);
    }

    private Options workers(int number) {
        return new Options(filter, number, floor, keep, document, revision);
    }

    private Options keep(Path file) {
        return new Options(filter, workers, floor, Optional.of(file), document, revision);
    }

    private Options document(Path file, String of) {
        return new Options(filter, workers, floor, keep, Optional.of(file), of);
    }
}
