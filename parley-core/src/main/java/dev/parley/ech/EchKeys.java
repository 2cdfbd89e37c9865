package dev.parley.ech;

import dev.parley.credential.WatchedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server's keys for Encrypted Client Hello, asked for anew with each hello, so that they can be rotated. RFC 9849 section 4.1. */
@FunctionalInterface
public interface EchKeys {
    EchKeys NONE = List::of;

    /** All that clients may still use, the preferred first. */
    List<EchKey> all();

    /** Is a hello tried with every key, whatever id it names? Some clients do not say the id. RFC 9849 section 7.1. */
    default boolean ignoresIds() {
        return false;
    }

    static EchKeys of(EchKey... keys) {
        var all = List.of(keys);
        return () -> all;
    }

    /**
     * Those of a PEM file, read again when it changes; looked at no more than once a second.
     *
     * @throws dev.parley.credential.CredentialFailure if there are none in it
     */
    static EchKeys reloading(Path file) {
        return new WatchedFiles<>(List.of(file), () -> EchPem.read(file), System::nanoTime)::get;
    }

    /** The same, for clients that hide which configuration they have. */
    static EchKeys ignoringIds(EchKeys keys) {
        return new EchKeys() {
            @Override
            public List<EchKey> all() {
                return keys.all();
            }

            @Override
            public boolean ignoresIds() {
                return true;
            }
        };
    }

    /** What clients with an outdated configuration, or none, are told. */
    default Optional<EchConfigList> retryConfigs() {
        var current = all().stream().filter(EchKey::current).map(EchKey::config).toList();
        return current.isEmpty() ? Optional.empty() : Optional.of(new EchConfigList(current));
    }
}
