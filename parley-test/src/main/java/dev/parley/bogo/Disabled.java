package dev.parley.bogo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The tests that the configuration turns off, each pattern with its reason. */
record Disabled(Map<Pattern, String> reasons) {
    private static final Pattern BLOCK = Pattern.compile("\"DisabledTests\": \\{(.*?)\\n  }", Pattern.DOTALL);
    private static final Pattern ENTRY = Pattern.compile("\\n    \"([^\"]+)\": \"([^\"]+)\"");

    static Disabled read(Path config) throws IOException {
        var block = BLOCK.matcher(Files.readString(config));
        if (!block.find()) throw new IOException(config + " turns nothing off");
        var reasons = new LinkedHashMap<Pattern, String>();
        var entry = ENTRY.matcher(block.group(1));
        while (entry.find()) reasons.put(glob(entry.group(1)), entry.group(2));
        return new Disabled(reasons);
    }

    /** The runner's patterns, as Go's {@code path.Match} has them. */
    private static Pattern glob(String pattern) {
        return Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
    }

    String reason(String test) {
        return reasons.entrySet().stream().filter(it -> it.getKey().matcher(test).matches()).map(Map.Entry::getValue)
            .findFirst().orElseThrow(() -> new IllegalStateException("nothing turns off " + test));
    }
}
