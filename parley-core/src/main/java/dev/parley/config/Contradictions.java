package dev.parley.config;

import dev.parley.id.ProtocolVersion;
import java.util.List;

/** What a configuration may not say. */
final class Contradictions {
    private Contradictions() {}

    /** The configuration itself, if it does not contradict itself. @throws IllegalArgumentException saying where it does */
    static TlsConfig refused(TlsConfig config) {
        var versions = config.versions();
        var crypto = config.crypto();
        want(!versions.isEmpty(), "no version is allowed");
        want(versions.stream().allMatch(v -> v.equals(ProtocolVersion.TLS_1_2) || v.equals(ProtocolVersion.TLS_1_3)),
            "only TLS 1.2 and TLS 1.3 can be spoken, not " + versions);
        want(!config.suites().isEmpty(), "no cipher suite fits the versions " + versions);
        for (var suite : config.suites())
            want(crypto.ciphers().contains(suite.cipher()), crypto.name() + " has no cipher for " + suite);
        for (var group : config.groups())
            want(crypto.groups().contains(group), crypto.name() + " has no group " + group);
        int limit = config.recordSizeLimit();
        want(limit == 0 || limit >= 64 && limit <= 16384, "recordSizeLimit must be 64 to 16384");
        int fragment = config.maxFragmentLength();
        want(fragment == 0 || List.of(512, 1024, 2048, 4096).contains(fragment),
            "maxFragmentLength must be 512, 1024, 2048 or 4096");
        for (var protocol : config.protocols())
            want(!protocol.isEmpty() && protocol.length() <= 255, "a protocol's name has 1 to 255 bytes: " + protocol);
        return config;
    }

    private static void want(boolean right, String otherwise) {
        if (!right) throw new IllegalArgumentException(otherwise);
    }
}
