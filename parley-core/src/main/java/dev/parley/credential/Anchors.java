package dev.parley.credential;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificates where trust begins.
 *
 * @param description where they come from, as the rest of "searched in": {@code the JDK's store (…/cacerts)}
 */
public record Anchors(String description, List<X509Certificate> certificates) {
    public Anchors {
        certificates = List.copyOf(certificates);
    }
}
