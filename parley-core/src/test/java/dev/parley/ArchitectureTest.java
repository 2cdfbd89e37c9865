package dev.parley;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the code to docs/architecture.md: the table of packages there says who may import whom, and this test reads that
 * table, so that page and code cannot come to differ. To allow a new arrow, change the page.
 */
class ArchitectureTest {
    private static final Path ROOT = Path.of(System.getProperty("parley.root", "..")).toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/architecture.md");
    private static final Path MAIN = ROOT.resolve("parley-core/src/main/java");
    private static final int LONGEST_FILE = 400;

    @Test
    void packagesImportOnlyWhatThePageAllows() {
        var allowed = arrows(read(PAGE));
        var forbidden = new TreeSet<String>();
        for (var file : javaFiles(MAIN)) {
            var from = MAIN.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
            if (from.isEmpty())
                continue; // module-info
            if (!allowed.containsKey(from)) {
                forbidden.add("%s has no row in %s".formatted(from, PAGE.getFileName()));
                continue;
            }
            for (var to : mentioned(read(file)))
                if (!to.equals(from) && !allowed.get(from).contains(to))
                    forbidden.add("%s -> %s, in %s".formatted(from, to, MAIN.relativize(file)));
        }
        assertThat(forbidden).as("arrows that docs/architecture.md does not allow").isEmpty();
    }

    @Test
    void pageHasNoCycle() {
        var left = new LinkedHashMap<>(arrows(read(PAGE)));
        while (left.entrySet().removeIf(row -> left.keySet().stream().noneMatch(row.getValue()::contains))) {
            // Take away, again and again, whoever needs nobody that is left.
        }
        assertThat(left).as("packages in a cycle, or needing one").isEmpty();
    }

    @Test
    void noFileIsTooLongToKeepInMind() throws IOException {
        try (var modules = Files.list(ROOT)) {
            var tooLong = modules
                .flatMap(module -> javaFiles(module.resolve("src")).stream())
                .filter(file -> read(file).lines().count() > LONGEST_FILE)
                .map(file -> ROOT.relativize(file).toString())
                .sorted()
                .toList();
            assertThat(tooLong).as("files of more than %d lines", LONGEST_FILE).isEmpty();
        }
    }

    @Test
    void commentsAndStringsAreNoArrows() {
        assertThat(mentioned(
            """
                package dev.parley.wire;
                import static dev.parley.id.Alert.*;
                import dev.parley.crypto.jca.Jca;
                import dev.parley.Tls;
                /** {@link dev.parley.carrier.Carrier} */ // dev.parley.hello
                class A { String s = "dev.parley.session \\" dev.parley.session"; char c = '"'; dev.parley.config.Config d; }
                """))
            .containsExactlyInAnyOrder("dev.parley.id", "dev.parley.crypto.jca", "dev.parley", "dev.parley.config");
    }

    @Test
    void tableIsReadAsPeopleReadIt() {
        assertThat(arrows("""
            | package | may import | holds |
            | --- | --- | --- |
            | `wire` | nothing | `Codec` |
            | `id` | `wire` | |
            | `hello` | all down to `id` | |
            | `dev.parley` | all | |
            | `last` | `id` | |

            | `not` | `a row` |
            """)).isEqualTo(Map.of(
            "dev.parley.wire", Set.of(),
            "dev.parley.id", Set.of("dev.parley.wire"),
            "dev.parley.hello", Set.of("dev.parley.wire", "dev.parley.id"),
            "dev.parley", Set.of("dev.parley.wire", "dev.parley.id", "dev.parley.hello", "dev.parley.last"),
            "dev.parley.last", Set.of("dev.parley.id")));
    }

    /** The arrows of the table "package | may import": each package, and those it may name. */
    private static Map<String, Set<String>> arrows(String page) {
        var rows = page.lines()
            .dropWhile(line -> !line.startsWith("| package | may import |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", -1))
            .toList();
        var packages = rows.stream().map(row -> names(row[1]).getFirst()).toList();
        var arrows = new LinkedHashMap<String, Set<String>>();
        for (var row : rows)
            arrows.put(names(row[1]).getFirst(), allowed(row[2].strip(), names(row[1]).getFirst(), packages));
        assertThat(arrows).as("rows of the table of packages").isNotEmpty();
        return arrows;
    }

    private static Set<String> allowed(String cell, String self, List<String> packages) {
        var names = names(cell);
        assertThat(packages).as("packages named by the row of %s", self).containsAll(names);
        var allowed = new LinkedHashSet<>(names);
        if (cell.startsWith("all down to "))
            allowed.addAll(packages.subList(0, packages.indexOf(names.getFirst()) + 1));
        else if (cell.equals("all"))
            allowed.addAll(packages);
        allowed.remove(self);
        return allowed;
    }

    private static final Pattern NAME = Pattern.compile("`([a-z0-9.]+)`");

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results()
            .map(found -> found.group(1))
            .map(name -> name.startsWith("dev.parley") ? name : "dev.parley." + name)
            .toList();
    }

    private static final Pattern NOT_CODE = Pattern.compile(
        "(?s)\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+'|//[^\n]*+|/\\*.*?\\*/|\\bpackage [^;]*+;");
    private static final Pattern PACKAGE = Pattern.compile("\\bdev\\.parley(?:\\.[a-z][a-z0-9_]*+\\b(?!\\())*+");

    /** The packages of ours that this source names, in imports or in full. */
    private static Set<String> mentioned(String source) {
        return PACKAGE.matcher(NOT_CODE.matcher(source).replaceAll(" ")).results()
            .map(found -> found.group())
            .collect(toCollection(TreeSet::new));
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder))
            return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".java")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
