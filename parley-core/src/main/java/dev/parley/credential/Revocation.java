package dev.parley.credential;

import static dev.parley.failure.Reason.STATUS_MISSING;
import static dev.parley.failure.Reason.STATUS_SAYS_REVOKED;
import static dev.parley.failure.Reason.STATUS_UNUSABLE;

import dev.parley.credential.PathSearch.Path;
import dev.parley.credential.VerifiedChain.Check;
import dev.parley.der.Der;
import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has the issuer taken the certificate back? Asked of the stapled OCSP response only; nothing is fetched. RFC 6960. */
final class Revocation {
    private static final String SOURCE = "RFC 6066 section 8, RFC 6960";

    private static final Bytes STATUS_REQUEST = Bytes.of((byte) 5);

    private Revocation() {}

    /** Of a path that is good otherwise. */
    static Check check(Path path, PeerChain chain) {
        var first = checkFirst(path, chain);
        int others = 0;
        for (int i = 1; i < path.certificates().size() && i + 1 < path.whole().size(); i++) {
            var certificate = path.certificates().get(i);
            var status = chain.status(placeOf(certificate, chain));
            if (status.isEmpty()) continue;
            ask(path, i, status.get(), chain.now());
            others++;
        }
        return others == 0 ? first : new Check(first.what(), "%s; so do those of %d above it".formatted(first.result(),
            others), first.source());
    }

    /** A chain may come in any order; each status goes with its certificate as it came. */
    private static int placeOf(X509Certificate certificate, PeerChain chain) {
        try {
            int place = chain.certificates().indexOf(Bytes.own(certificate.getEncoded()));
            return place < 0 ? Integer.MAX_VALUE : place;
        } catch (CertificateEncodingException _) {
            return Integer.MAX_VALUE;
        }
    }

    private static Check checkFirst(Path path, PeerChain chain) {
        var leaf = path.certificates().getFirst();
        if (path.whole().size() == 1) return new Check("revocation", "not checked: there is no issuer to ask", SOURCE);
        if (chain.status().isEmpty()) {
            if (chain.statusAsked() && demandsStatus(leaf))
                throw STATUS_MISSING.because("%s promises one, this side asked for it, and none came",
                    CertificateText.numbered(0, path.whole().size(), leaf));
            var demand = demandsStatus(leaf) ? ", though the certificate demands one (RFC 7633)" : "";
            return new Check("revocation", "not checked: the peer stapled no status" + demand, SOURCE);
        }
        ask(path, 0, chain.status().get(), chain.now());
        return new Check("revocation", "the stapled status of the end-entity certificate says good", SOURCE);
    }

    /** One response, for one certificate. */
    static void verify(X509Certificate certificate, X509Certificate issuer, Bytes status, Instant now) {
        ask(new Path(List.of(certificate), issuer), 0, status, now);
    }

    private static void ask(Path path, int index, Bytes status, Instant now) {
        var certificate = path.whole().get(index);
        try {
            ask(certificate, path.whole().get(index + 1), status, now);
        } catch (CertPathValidatorException failure) {
            throw said(failure, CertificateText.numbered(index, path.whole().size(), certificate));
        } catch (GeneralSecurityException failure) {
            throw STATUS_UNUSABLE.because(failure, "the stapled status cannot be checked: %s", failure.getMessage());
        }
    }

    /** The JDK checks a status only along a path; the last step of ours, from the issuer down, is path enough. */
    static void ask(X509Certificate leaf, X509Certificate issuer, Bytes status, Instant now)
        throws GeneralSecurityException {
        var validator = CertPathValidator.getInstance("PKIX");
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOcspResponses(Map.of(leaf, status.toArray()));
        checker.setOptions(Set.of(Option.NO_FALLBACK));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(false); // this would add a second checker, which fetches
        parameters.addCertPathChecker(checker);
        try {
            validator.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
        } catch (RuntimeException failure) { // the JDK's parser throws some for broken names, before any signature is checked
            throw new CertPathValidatorException("the response does not parse: " + failure.getMessage(), failure);
        }
    }

    private static HandshakeFailure said(CertPathValidatorException failure, String certificate) {
        return failure.getReason() == BasicReason.REVOKED
            ? STATUS_SAYS_REVOKED.because(failure, "%s: %s", certificate, failure.getMessage())
            : STATUS_UNUSABLE.because(failure, "the status that was stapled to %s cannot be used: %s", certificate,
                failure.getMessage());
    }

    /**
     * RFC 7633: the extension says which TLS extensions its owner promises to answer; status_request is the one in use.
     */
    private static boolean demandsStatus(X509Certificate leaf) {
        var value = leaf.getExtensionValue("1.3.6.1.5.5.7.1.24");
        if (value == null) return false;
        try {
            var features = Der.read(Der.read(Bytes.of(value)).as(Der.OCTET_STRING).content()).as(Der.SEQUENCE);
            return features.parts().stream().anyMatch(it -> it.content().equals(STATUS_REQUEST));
        } catch (WireFailure _) {
            return false;
        }
    }
}
