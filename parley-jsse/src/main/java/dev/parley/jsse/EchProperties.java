package dev.parley.jsse;

import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKeys;
import dev.parley.ech.EchSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Encrypted Client Hello for programs that nobody wants to change: by system properties. RFC 9849. */
final class EchProperties {
    private EchProperties() {}

    private static final Map<String, EchKeys> FILES = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException if the property is there and holds no list in base64 */
    static Optional<EchSource> source() {
        return property("dev.parley.jsse.ech").map(it -> EchSource.of(EchConfigList.ofBase64(it)));
    }

    /** One for all connections, so that they look at the file together. */
    static Optional<EchKeys> keys() {
        return property("dev.parley.jsse.echKeys").map(it -> FILES.computeIfAbsent(it,
            file -> EchKeys.reloading(Path.of(file))));
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(it -> !it.isBlank());
    }
}
