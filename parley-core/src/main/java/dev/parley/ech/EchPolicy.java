package dev.parley.ech;

import java.util.Optional;

/**
 * What one side does about Encrypted Client Hello.
 *
 * @param source client: where it gets configurations from
 * @param grease client: without a configuration it sends something that looks as if it had one, so that those who have one
 *     do not stand out; if this is not said, then as {@code TlsConfig.grease} says. RFC 9849 section 6.2
 * @param retries client: a blocking connect tries again as the server says, once
 * @param keys server: what it opens hellos with
 * @param backend server: another server in front of it opens the hellos and hands on what was in them. RFC 9849 section 3.1
 */
public record EchPolicy(EchSource source, Optional<Boolean> grease, boolean retries, EchKeys keys, boolean backend) {
    public static final EchPolicy STANDARD = new EchPolicy(EchSource.NONE, Optional.empty(), true, EchKeys.NONE, false);

    public EchPolicy source(EchSource other) {
        return new EchPolicy(other, grease, retries, keys, backend);
    }

    public EchPolicy grease(boolean on) {
        return new EchPolicy(source, Optional.of(on), retries, keys, backend);
    }

    public EchPolicy retries(boolean on) {
        return new EchPolicy(source, grease, on, keys, backend);
    }

    public EchPolicy keys(EchKeys other) {
        return new EchPolicy(source, grease, retries, other, backend);
    }

    public EchPolicy backend(boolean on) {
        return new EchPolicy(source, grease, retries, keys, on);
    }
}
