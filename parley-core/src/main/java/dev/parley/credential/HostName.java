package dev.parley.credential;

import dev.parley.wire.Bytes;

/** Whom a client wants to reach, in the one form in which names can be compared. RFC 9525 section 6. */
public sealed interface HostName {
    /** A domain name in A-labels, lower case, without a dot at its end. */
    record Dns(String name) implements HostName {}

    /** 4 or 16 bytes. */
    record Address(Bytes bytes) implements HostName {}

    /** Reads a host name, also an international one, or an IP address. @throws IllegalArgumentException saying why not */
    static HostName of(String text) {
        throw new UnsupportedOperationException();
    }

    /** Is a certificate with these names for it? */
    default boolean isAmong(CertificateNames names) {
        throw new UnsupportedOperationException();
    }
}
