package dev.parley.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Stacks as a picture: each call is a box as wide as its share, on top of its caller. What is narrower than two pixels is
 * left out. Each box tells its name and share when pointed at.
 */
final class FlameGraph {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 15;
    private static final double NARROWEST = 2;

    private final String name;
    private final Map<String, FlameGraph> callees = new TreeMap<>();
    private long total;

    private FlameGraph(String name) {
        this.name = name;
    }

    /** @param stacks the outermost call first, divided by semicolons, a blank and the count behind it
     *  @param inside the classes that are measured by: stacks without them are none of the work, and calls up to them are left out */
    static FlameGraph of(List<String> stacks, Set<String> inside) {
        var root = new FlameGraph("all");
        for (var stack : stacks) {
            int blank = stack.lastIndexOf(' ');
            var calls = stack.substring(0, blank).split(";");
            int first = calls.length;
            for (int i = 0; i < calls.length; i++)
                if (inside.stream().anyMatch(calls[i].replace('/', '.')::startsWith)) first = i + 1;
            if (first < calls.length) root.add(calls, first, Long.parseLong(stack.substring(blank + 1)));
        }
        return root;
    }

    private void add(String[] calls, int at, long count) {
        total += count;
        if (at < calls.length)
            callees.computeIfAbsent(tidy(calls[at]), FlameGraph::new).add(calls, at + 1, count);
    }

    private static final Pattern UNSTABLE = Pattern.compile("\\.0x[0-9a-f]+|_\\[.\\]$| tid=\\d+|^.*/(?=lib[^/]*$)");
    private static final Pattern LIBRARY = Pattern.compile("^.*/(lib\\w+?)[-\\d_].*\\.so.*$|^.*/(lib\\w+)\\.so.*$");

    /** Without what is another in each run. */
    private static String tidy(String call) {
        var library = LIBRARY.matcher(call);
        if (library.matches()) return library.group(1) != null ? library.group(1) : library.group(2);
        return UNSTABLE.matcher(call).replaceAll("").replace('/', '.');
    }

    long total() {
        return total;
    }

    /** @param unit behind a count, such as {@code " bytes"} @param times what counts are divided by before they are told; 0 tells shares alone */
    String svg(String title, String unit, long times) {
        int depth = depth();
        var text = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="10">
            <rect width="100%%" height="100%%" fill="#fff"/>
            <text x="%d" y="18" text-anchor="middle" font-size="14">%s</text>
            """.formatted(WIDTH, (depth + 1) * HEIGHT + 30, WIDTH / 2, escaped(title)));
        draw(text, 0, depth, (double) WIDTH / total, total, unit, times);
        return text.append("</svg>\n").toString();
    }

    private int depth() {
        int deepest = 0;
        for (var callee : callees.values()) deepest = Math.max(deepest, 1 + callee.depth());
        return deepest;
    }

    private void draw(StringBuilder text, double left, int level, double scale, long whole, String unit, long times) {
        double width = total * scale;
        if (width < NARROWEST) return;
        int y = level * HEIGHT + 30;
        var tip = "%s (%.1f %%%s)".formatted(name, 100.0 * total / whole,
            times == 0 ? "" : ", %,d%s".formatted(total / times, unit));
        text.append(String.format(Locale.ROOT,
            "<g><title>%s</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
            escaped(tip), left, y, Math.max(0.5, width - 0.5), HEIGHT - 1, color()));
        int letters = (int) (width / 6.2);
        if (letters >= 4)
            text.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", left + 2, y + 11,
                escaped(shortened(letters))));
        text.append("</g>\n");
        double at = left;
        for (var callee : callees.values()) {
            callee.draw(text, at, level - 1, scale, whole, unit, times);
            at += callee.total * scale;
        }
    }

    private String shortened(int letters) {
        var last = name.substring(name.lastIndexOf('.', Math.max(0, name.lastIndexOf('.') - 1)) + 1);
        return last.length() <= letters ? last : last.substring(0, letters - 1) + "…";
    }

    /** By whose it is: Parley's, the libraries', the JDK's, native code. */
    private String color() {
        if (name.startsWith("dev.parley.crypto")) return "#f6c177";
        if (name.startsWith("dev.parley")) return "#9ccfd8";
        if (name.startsWith("com.amazon") || name.startsWith("org.conscrypt")) return "#ebbcba";
        if (name.startsWith("java") || name.startsWith("sun.") || name.startsWith("com.sun") || name.startsWith("jdk"))
            return "#d0d0d8";
        return name.startsWith("lib") ? "#eb8f8f" : "#e0def4";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
