package dev.parley.credential;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A peer's chain that was found good, and by which checks. Only a {@link Trust} makes one.
 *
 * @param path from the end-entity certificate to the trusted authority's, which is included; without trust, what was
 *        sent
 */
public record VerifiedChain(List<X509Certificate> path, List<Check> checks) {

    /**
     * One check.
     *
     * @param what was looked at, such as {@code host name}
     * @param result what was found, with its values
     * @param source the specification and section that wants it
     */
    public record Check(String what, String result, String source) {}

    public VerifiedChain {
        path = List.copyOf(path);
        checks = List.copyOf(checks);
    }
}
