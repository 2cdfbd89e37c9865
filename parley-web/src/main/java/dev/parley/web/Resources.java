package dev.parley.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that the page is made of. Preact comes as it is from its WebJar. */
final class Resources {
    private static final String PREACT = "/META-INF/resources/webjars/preact/10.28.0/";

    private Resources() {}

    static String text(String name) {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("no resource " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order in which a page needs them; without the links to maps that nobody asks for. */
    static List<String> scripts() {
        return List
            .of(text(PREACT + "dist/preact.min.umd.js"), text(PREACT + "hooks/dist/hooks.umd.js"), text("page.js"))
            .stream().map(it -> it.replaceAll("(?m)^//# sourceMappingURL=.*$", "")).toList();
    }
}
