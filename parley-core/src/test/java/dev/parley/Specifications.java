package dev.parley;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The texts of the RFCs, from a folder beside the checkout: none of their text is in this repository. Without the folder
 * tests are skipped, but in CI they fail.
 */
public final class Specifications {
    private static final Path FOLDER =
        Path.of(System.getProperty("parley.shared", "../../shared")).resolve("rfc").toAbsolutePath().normalize();
    private static final Map<Integer, Optional<String>> TEXTS = new ConcurrentHashMap<>();
    private static final Map<Integer, Set<String>> SECTIONS = new ConcurrentHashMap<>();

    private Specifications() {}

    /** Skips the test if there are none. */
    public static void need() {
        boolean there = Files.isDirectory(FOLDER);
        if ("true".equals(System.getenv("CI"))) assertThat(there).as("%s must be there in CI", FOLDER).isTrue();
        assumeTrue(there, () -> "skipped: the RFCs in " + FOLDER + " are not there");
    }

    /** The text of an RFC, if it is there. */
    public static Optional<String> text(int rfc) {
        return TEXTS.computeIfAbsent(rfc, Specifications::read);
    }

    private static Optional<String> read(int rfc) {
        try (var files = Files.list(FOLDER)) {
            var name = Pattern.compile("rfc" + rfc + "(-[a-z0-9-]+)?\\.(txt|md)");
            var file = files.filter(it -> name.matcher(it.getFileName().toString()).matches()).findFirst();
            if (file.isEmpty()) return Optional.empty();
            return Optional.of(new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of an RFC's sections and appendices: {@code 4.2.2}, {@code A}, {@code E.4}. */
    public static Set<String> sections(int rfc) {
        return SECTIONS.computeIfAbsent(rfc, it -> {
            var text = text(it).orElseThrow();
            return text.startsWith("---") ? counted(text) : printed(text);
        });
    }

    private static final Pattern PRINTED =
        Pattern.compile("(?m)^ {0,3}(?:Appendix )?([0-9]+(?:\\.[0-9]+)*|[A-Z](?:\\.[0-9]+)*)[.:]? +\\S");

    private static Set<String> printed(String text) {
        return PRINTED.matcher(text).results().map(found -> found.group(1)).collect(toSet());
    }

    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,5}) +(.+)$");

    /** The sections of a source text have no numbers: they follow from the order, the appendices from the back matter on. */
    private static Set<String> counted(String text) {
        int back = text.indexOf("\n--- back");
        var numbers = new int[6];
        var sections = new HashSet<String>();
        HEADING.matcher(text).results().filter(found -> !found.group(2).contains(":numbered=\"false\""))
            .forEach(found -> sections.add(number(numbers, found, back)));
        return sections;
    }

    private static String number(int[] numbers, MatchResult found, int back) {
        int depth = found.group(1).length();
        boolean appendix = back >= 0 && found.start() > back;
        if (appendix && depth == 1 && numbers[0] == 0) { // the first appendix
            numbers[0] = 1;
            numbers[1] = 0;
        }
        numbers[depth]++;
        for (int i = depth + 1; i < numbers.length; i++) numbers[i] = 0;
        var number = new StringBuilder(appendix ? String.valueOf((char) ('A' + numbers[1] - 1)) : "" + numbers[1]);
        for (int i = 2; i <= depth; i++) number.append('.').append(numbers[i]);
        return number.toString();
    }
}
