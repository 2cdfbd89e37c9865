package dev.parley.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has happened so far. Thread-safe. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Throwable> findings = new ConcurrentHashMap<>();

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long many) {
        counts.computeIfAbsent(what, _ -> new LongAdder()).add(many);
    }

    /** Something that may not happen. */
    void finding(String where, Throwable what) {
        if (findings.putIfAbsent(where + ": " + what, what) == null && findings.size() < 20)
            what.printStackTrace(System.out);
        count("FINDINGS");
    }

    boolean hasFindings() {
        return !findings.isEmpty();
    }

    void report(String when) {
        System.out.println(when + ":");
        new TreeMap<>(counts).forEach((what, many) -> System.out.printf("  %,14d  %s%n", many.sum(), what));
        counts.clear();
    }
}
