package dev.parley.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java sources of the released modules and of their tests, by the simple names of their classes. */
final class Sources {
    private final Map<String, String> code = new HashMap<>();
    private final Map<String, String> tests = new HashMap<>();

    static Sources of(Path root) throws IOException {
        var sources = new Sources();
        try (var modules = Files.list(root)) {
            for (var module : modules.filter(it -> it.getFileName().toString().startsWith("parley")).sorted()
                .toList()) {
                read(module.resolve("src/main/java"), sources.code);
                read(module.resolve("src/test/java"), sources.tests);
            }
        }
        return sources;
    }

    private static void read(Path folder, Map<String, String> texts) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                texts.merge(name, Files.readString(file), String::concat); // both 1.2 and 1.3 have a WaitFinished
            }
        }
    }

    boolean hasCode(String type) {
        return code.containsKey(type);
    }

    /** Is there this test? {@code TestClass#method}, or {@code TestClass} for all that is in it. */
    boolean hasTest(String name) {
        var parts = name.split("#");
        return Optional.ofNullable(tests.get(parts[0])).filter(text -> parts.length == 1 || declares(text, parts[1]))
            .isPresent();
    }

    private static boolean declares(String text, String method) {
        return Pattern.compile("\\bvoid " + Pattern.quote(method) + "\\(").matcher(text).find();
    }

    private static final Pattern NAMED =
        Pattern.compile("`(\\w+Test)(?:#(\\w+))?`(?:((?:, `#\\w+`)+))?");
    private static final Pattern MORE = Pattern.compile("#(\\w+)");

    /** The tests that a page names, as {@code `TestClass#method`}, {@code `TestClass#one`, `#another`} or {@code `TestClass`}, and that are not there. */
    List<String> missing(String page) {
        var missing = new TreeSet<String>();
        NAMED.matcher(page).results().forEach(found -> {
            var all = Stream.concat(Stream.ofNullable(found.group(2)), found.group(3) == null ? Stream.<String>empty()
                : MORE.matcher(found.group(3)).results().map(it -> it.group(1)));
            var names = all.map(it -> found.group(1) + "#" + it).toList();
            (names.isEmpty() ? List.of(found.group(1)) : names).stream().filter(it -> !hasTest(it))
                .forEach(missing::add);
        });
        return List.copyOf(missing);
    }

    /** How many tests a page names. */
    static long named(String page) {
        return NAMED.matcher(page).results().count();
    }
}
