package dev.parley.credential;

import static dev.parley.failure.Reason.*;

import dev.parley.credential.PathSearch.Path;
import dev.parley.credential.VerifiedChain.Check;
import dev.parley.failure.HandshakeFailure;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Judges one path: the JDK's PKIX rules, then strength, usage and revocation. */
final class PathRules {
    private final PkixTrust trust;
    private final PeerChain chain;

    PathRules(PkixTrust trust, PeerChain chain) {
        this.trust = trust;
        this.chain = chain;
    }

    /** @throws HandshakeFailure for the first rule that is broken */
    List<Check> check(Path path) {
        var checks = new ArrayList<Check>();
        if (path.anchor().equals(path.certificates().getFirst())) pinned(path.anchor(), checks);
        else validate(path, checks);
        checks.add(Strength.check(path, trust.minimumRsaBits()));
        checks.addAll(Usage.check(path, chain));
        checks.add(Revocation.check(path, chain));
        return checks;
    }

    /** A trusted certificate needs no path, but must be of today all the same. */
    private void pinned(X509Certificate leaf, List<Check> checks) {
        if (chain.now().isAfter(leaf.getNotAfter().toInstant())) throw expired(0, 1, leaf, null);
        if (chain.now().isBefore(leaf.getNotBefore().toInstant())) throw notYet(0, 1, leaf, null);
        checks.add(new Check("path", "the end-entity certificate itself is among " + trust.anchors(),
            "RFC 5280 section 6.1"));
        checks.add(new Check("dates", "it counts on " + CertificateText.second(chain.now()), "RFC 5280 section 6.1.3"));
    }

    private void validate(Path path, List<Check> checks) {
        int count = path.certificates().size();
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(path.anchor(), null)));
            parameters.setDate(Date.from(chain.now()));
            parameters.setRevocationEnabled(false);
            var validator = CertPathValidator.getInstance("PKIX");
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(path.certificates()),
                parameters);
        } catch (CertPathValidatorException failure) {
            throw said(failure, path);
        } catch (GeneralSecurityException failure) {
            throw PATH_CHECK_FAILED.because(failure, "the path cannot be checked: %s", failure.getMessage());
        }
        checks.add(new Check("path", "%d certificate%s up to %s, from %s".formatted(count, count == 1 ? "" : "s",
            CertificateText.dated(path.anchor()), trust.anchors()), "RFC 5280 section 6.1"));
        checks.add(
            new Check("signatures", "each certificate is signed with the key of the next", "RFC 5280 section 6.1.3"));
        checks.add(new Check("dates", "all count on " + CertificateText.second(chain.now()), "RFC 5280 section 6.1.3"));
        checks.add(new Check("basic constraints", "every issuer is an authority, none reaches further than it may",
            "RFC 5280 section 6.1.4"));
        checks.add(new Check("name constraints and policies", "kept", "RFC 5280 section 6.1.3"));
    }

    private HandshakeFailure said(CertPathValidatorException failure, Path path) {
        int index = Math.clamp(failure.getIndex(), 0, path.certificates().size() - 1);
        int count = path.whole().size();
        var certificate = path.certificates().get(index);
        var text = CertificateText.numbered(index, count, certificate);
        return switch (failure.getReason()) {
            case BasicReason.EXPIRED -> expired(index, count, certificate, failure);
            case BasicReason.NOT_YET_VALID -> notYet(index, count, certificate, failure);
            case BasicReason.ALGORITHM_CONSTRAINED -> WEAK_CERTIFICATE.because(failure,
                "%s: %s (the JDK's jdk.certpath.disabledAlgorithms)", text, failure.getMessage());
            case PKIXReason.NO_TRUST_ANCHOR -> otherKey(text, path, failure);
            case BasicReason.INVALID_SIGNATURE -> index == path.certificates().size() - 1
                ? otherKey(text, path, failure)
                : PATH_CHECK_FAILED.because(failure, "the signature of %s is not made with the key of certificate %d: "
                    + "one of them was altered or replaced", text, index + 2);
            case null, default -> PATH_CHECK_FAILED.because(failure, "%s: %s", text, failure.getMessage());
        };
    }

    private HandshakeFailure otherKey(String text, Path path, Throwable cause) {
        return UNTRUSTED_CERTIFICATE.because(cause,
            "an authority \"%s\" is among %s, but it is not its key that has signed %s:"
                + " the authority has made itself a new key, or somebody else uses its name",
            CertificateText.name(path.anchor().getSubjectX500Principal()), trust.anchors(), text);
    }

    private HandshakeFailure expired(int index, int count, X509Certificate certificate, Throwable cause) {
        var end = certificate.getNotAfter().toInstant();
        return CERTIFICATE_IS_EXPIRED.because(cause,
            "%s expired on %s, %d days before %s, which this side takes for now",
            CertificateText.numbered(index, count, certificate), CertificateText.second(end),
            Duration.between(end, chain.now()).toDays(), CertificateText.second(chain.now()));
    }

    private HandshakeFailure notYet(int index, int count, X509Certificate certificate, Throwable cause) {
        var start = certificate.getNotBefore().toInstant();
        return CERTIFICATE_NOT_YET_VALID.because(cause,
            "%s counts from %s, %d days after %s, which this side takes for now",
            CertificateText.numbered(index, count, certificate), CertificateText.second(start),
            Duration.between(chain.now(), start).toDays(), CertificateText.second(chain.now()));
    }
}
