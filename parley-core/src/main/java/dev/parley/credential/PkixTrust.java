package dev.parley.credential;

import static dev.parley.failure.Reason.*;

import dev.parley.credential.PathSearch.Path;
import dev.parley.credential.VerifiedChain.Check;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Trust by paths to known authorities. RFC 5280 section 6.
 *
 * <p>The JDK's CertPathValidator walks the path, with the algorithms that {@code jdk.certpath.disabledAlgorithms} rules
 * out; TLS's own wishes are checked besides. Nothing is fetched from the network. What was found good counts for the
 * same question again for an hour, as long as no certificate of it has expired.
 */
public final class PkixTrust implements Trust {
    /** If several ways fail, the one that says most is told: near the goal first, no way at all last. */
    private static final List<Reason> TELLING = List.of(STATUS_SAYS_REVOKED, STATUS_MISSING, STATUS_UNUSABLE,
        CERTIFICATE_IS_EXPIRED, CERTIFICATE_NOT_YET_VALID, WEAK_CERTIFICATE, WRONG_CERTIFICATE_USAGE,
        UNSUPPORTED_CERTIFICATE_KEY,
        PATH_CHECK_FAILED, UNTRUSTED_CERTIFICATE);

    private final Anchors anchors;
    private final int minimumRsaBits;
    private final KnownChains known = new KnownChains();

    PkixTrust(Anchors anchors) {
        this(anchors, 2048);
    }

    private PkixTrust(Anchors anchors, int minimumRsaBits) {
        this.anchors = anchors;
        this.minimumRsaBits = minimumRsaBits;
    }

    public Anchors anchors() {
        return anchors;
    }

    /** Shorter RSA keys are too weak, in bits. RFC 9325 section 4.5. */
    public int minimumRsaBits() {
        return minimumRsaBits;
    }

    /** The same with another limit, in bits. */
    public PkixTrust minimumRsaBits(int bits) {
        return new PkixTrust(anchors, bits);
    }

    @Override
    public VerifiedChain check(PeerChain chain) {
        return known.find(chain).orElseGet(() -> {
            var found = judge(chain);
            known.keep(chain, found);
            return found;
        });
    }

    private VerifiedChain judge(PeerChain chain) {
        var sent = chain.parsed();
        // The handshake verifies signatures with the key that LeafKey read. If the JDK read another, somebody is
        // playing tricks.
        if (!chain.publicKey().equals(sent.getFirst().getPublicKey()))
            throw UNREADABLE_CERTIFICATE
                .because("two readings of the end-entity certificate find different keys in it");
        var checks = new ArrayList<Check>();
        var path = path(sent, chain, checks);
        checks.add(HostCheck.check(sent.getFirst(), chain));
        return new VerifiedChain(path.whole(), checks);
    }

    @Override
    public List<Bytes> authorities() {
        return anchors.names();
    }

    private Path path(List<X509Certificate> sent, PeerChain chain, List<Check> checks) {
        var rules = new PathRules(this, chain);
        var leaf = sent.getFirst();
        if (anchors.contains(leaf)) {
            var itself = new Path(List.of(leaf), leaf);
            checks.addAll(rules.check(itself));
            return itself;
        }

        var found = PathSearch.search(sent, anchors);
        if (found.paths().isEmpty()) throw Untrusted.because(found.furthest(), sent, anchors);
        var failures = new ArrayList<HandshakeFailure>();
        for (var path : found.paths()) {
            try {
                checks.addAll(rules.check(path));
                return path;
            } catch (HandshakeFailure failure) {
                failures.add(failure);
            }
        }
        throw failures.stream().min(Comparator.comparingInt(failure -> TELLING.indexOf(failure.reason())))
            .orElseThrow();
    }
}
