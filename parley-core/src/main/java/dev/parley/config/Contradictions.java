package dev.parley.config;

import dev.parley.id.Authentication;
import dev.parley.id.ProtocolVersion;
import java.util.List;

/** What a configuration must not say. */
final class Contradictions {
    private Contradictions() {}

    /** The same, if nothing in it contradicts anything else. @throws IllegalArgumentException saying what does */
    static TlsConfig none(TlsConfig config) {
        want(!config.versions().isEmpty(), "no version is allowed");
        want(config.versions().stream().allMatch(SPOKEN::contains),
            "only TLS 1.2 and TLS 1.3 can be spoken, not " + config.versions());
        want(!config.suites().isEmpty(), "no cipher suite fits the versions " + config.versions());
        var crypto = config.crypto();
        for (var suite : config.suites())
            want(crypto.ciphers().contains(suite.cipher()), crypto.name() + " has no cipher for " + suite);
        boolean hasKeys = config.externalPsks().stream().anyMatch(psk -> psk.importContext().isEmpty());
        for (var suite : config.suites())
            want(hasKeys || suite.authentication() != Authentication.PSK, suite + " needs a key: externalPsks");
        for (var group : config.groups())
            want(crypto.groups().contains(group), crypto.name() + " has no group " + group);
        int limit = config.recordSizeLimit();
        want(limit == 0 || limit >= 64 && limit <= 16384, "recordSizeLimit must be 64 to 16384");
        want(List.of(0, 512, 1024, 2048, 4096).contains(config.maxFragmentLength()),
            "maxFragmentLength must be 512, 1024, 2048 or 4096");
        for (var protocol : config.protocols())
            want(!protocol.isEmpty() && protocol.length() <= 255, "a protocol's name has 1 to 255 bytes: " + protocol);
        return config;
    }

    private static final List<ProtocolVersion> SPOKEN = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);

    static void want(boolean right, String otherwise) {
        if (!right) throw new IllegalArgumentException(otherwise);
    }
}
