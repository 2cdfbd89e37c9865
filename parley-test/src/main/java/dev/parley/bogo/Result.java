package dev.parley.bogo;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What came of each test. */
record Result(Map<String, Fate> fates) {
    enum Fate {
        PASSED,
        FAILED,
        /** The shim does not understand a flag of the test, or Parley cannot do what it asks for. */
        UNIMPLEMENTED,
        /** Turned off in the configuration, where the reason stands. */
        DISABLED
    }

    /** @param names the result of a run that names every test; @param results the result of the run itself */
    static Result of(String names, String results) {
        var fates = new TreeMap<String, Fate>();
        read(names).forEach((name, _) -> fates.put(name, Fate.DISABLED));
        read(results).forEach((name, actual) -> fates.put(name, switch (actual) {
            case "PASS" -> Fate.PASSED;
            case "SKIP" -> Fate.UNIMPLEMENTED;
            default -> Fate.FAILED;
        }));
        return new Result(fates);
    }

    /** The runner writes its results indented, which makes them easy to read. */
    private static final Pattern TEST = Pattern.compile("\"([^\"]+)\": \\{\\s+\"actual\": \"([A-Z]+)\"");

    private static Map<String, String> read(String json) {
        var tests = new TreeMap<String, String>();
        var found = TEST.matcher(json);
        while (found.find()) tests.put(found.group(1), found.group(2));
        return tests;
    }

    int count(Fate fate) {
        return (int) fates.values().stream().filter(fate::equals).count();
    }

    List<String> named(Fate fate) {
        return fates.entrySet().stream().filter(it -> it.getValue() == fate).map(Map.Entry::getKey).toList();
    }

    /** Counts by area, in Markdown. */
    String table() {
        var areas = new TreeMap<String, Map<Fate, Integer>>();
        fates.forEach((name, fate) -> areas.computeIfAbsent(Area.of(name), _ -> new EnumMap<>(Fate.class)).merge(fate,
            1, Integer::sum));
        var text = new StringBuilder("| area | passed | failed | unimplemented | disabled |\n");
        text.append("| --- | ---: | ---: | ---: | ---: |\n");
        areas.forEach((area, counts) -> row(text, area, counts));
        var all = new EnumMap<Fate, Integer>(Fate.class);
        for (var fate : Fate.values()) all.put(fate, count(fate));
        row(text, "**all**", all);
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Map<Fate, Integer> counts) {
        text.append("| ").append(name);
        for (var fate : Fate.values()) text.append(" | ").append(counts.getOrDefault(fate, 0));
        text.append(" |\n");
    }
}
