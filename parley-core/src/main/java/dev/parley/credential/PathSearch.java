package dev.parley.credential;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Finds every way from the end-entity certificate to an authority, by the names alone: through the certificates sent,
 * in whatever order they came, with strangers and cross-signed ones among them. RFC 9846 section 4.5.1 (the note), RFC
 * 4158.
 *
 * <p>The JDK's CertPathBuilder would do it too, but when it fails it does not tell how far it came. What is found here
 * is judged by the JDK's CertPathValidator.
 */
final class PathSearch {
    /** A stranger may send a thicket of certificates with the same name; so many ways are looked at and no more. */
    private static final int MOST_PATHS = 16;
    private static final int MOST_STEPS = 500;
    private static final int LONGEST_PATH = 10;

    private final List<X509Certificate> sent;
    private final Anchors anchors;
    private final List<Path> paths = new ArrayList<>();
    private List<X509Certificate> furthest = List.of();
    private int steps;

    /** A way: certificates from the end-entity up, the authority not among them. */
    record Path(List<X509Certificate> certificates, X509Certificate anchor) {
        List<X509Certificate> whole() {
            var whole = new ArrayList<>(certificates);
            if (!whole.getLast().equals(anchor)) whole.add(anchor);
            return List.copyOf(whole);
        }
    }

    /**
     * @param paths the shortest ways first where the order sent does not say otherwise
     * @param furthest where there is none: how far it went, from the end-entity up
     */
    record Found(List<Path> paths, List<X509Certificate> furthest) {}

    private PathSearch(List<X509Certificate> sent, Anchors anchors) {
        this.sent = List.copyOf(new LinkedHashSet<>(sent));
        this.anchors = anchors;
    }

    static Found search(List<X509Certificate> sent, Anchors anchors) {
        var search = new PathSearch(sent, anchors);
        search.follow(List.of(sent.getFirst()));
        return new Found(search.paths, search.furthest);
    }

    private void follow(List<X509Certificate> soFar) {
        if (paths.size() >= MOST_PATHS || ++steps > MOST_STEPS) return;
        if (soFar.size() > furthest.size()) furthest = soFar;
        var issuer = soFar.getLast().getIssuerX500Principal();
        for (var anchor : anchors.named(issuer)) if (!soFar.contains(anchor)) paths.add(new Path(soFar, anchor));
        if (soFar.size() == LONGEST_PATH) return;
        for (var certificate : sent) {
            if (!certificate.getSubjectX500Principal().equals(issuer) || goesRound(soFar, certificate)) continue;
            if (anchors.contains(certificate)) continue; // that way has been taken
            var further = new ArrayList<>(soFar);
            further.add(certificate);
            follow(List.copyOf(further));
        }
    }

    /**
     * The same name with the same key a second time leads nowhere new, whoever has signed it. RFC 4158 section 2.4.2.
     */
    private static boolean goesRound(List<X509Certificate> soFar, X509Certificate certificate) {
        return soFar.stream().anyMatch(earlier -> earlier.getPublicKey().equals(certificate.getPublicKey())
            && earlier.getSubjectX500Principal().equals(certificate.getSubjectX500Principal()));
    }
}
