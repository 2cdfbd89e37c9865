package dev.parley.jsse;

import static dev.parley.failure.Reason.UNTRUSTED_CERTIFICATE;
import static dev.parley.failure.Reason.WRONG_HOST_NAME;

import dev.parley.credential.CertificateNames;
import dev.parley.credential.HostName;
import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Trust as a program has set it up with {@link PKIXBuilderParameters}: revocation, policies and checkers of its own. */
final class BuiltTrust implements Trust {
    private final PKIXBuilderParameters parameters;

    BuiltTrust(PKIXBuilderParameters parameters) {
        this.parameters = (PKIXBuilderParameters) parameters.clone();
    }

    X509Certificate[] issuers() {
        return parameters.getTrustAnchors().stream().map(TrustAnchor::getTrustedCert).filter(Objects::nonNull)
            .toArray(X509Certificate[]::new);
    }

    @Override
    public List<Bytes> authorities() {
        return parameters.getTrustAnchors().stream()
            .map(it -> it.getTrustedCert() == null ? it.getCA() : it.getTrustedCert().getSubjectX500Principal())
            .map(it -> Bytes.own(it.getEncoded())).toList();
    }

    @Override
    public VerifiedChain check(PeerChain chain) {
        var sent = chain.parsed();
        if (!chain.publicKey().equals(sent.getFirst().getPublicKey()))
            throw UNTRUSTED_CERTIFICATE.because("two readings of the end-entity certificate find different keys in it");
        var path = build(sent, chain);
        checkHost(sent.getFirst(), chain);
        return new VerifiedChain(path,
            List.of(new VerifiedChain.Check("path", "built with the application's parameters",
                "RFC 5280 section 6")));
    }

    private List<X509Certificate> build(List<X509Certificate> sent, PeerChain chain) {
        try {
            var those = (PKIXBuilderParameters) parameters.clone();
            var target = new X509CertSelector();
            target.setCertificate(sent.getFirst());
            those.setTargetCertConstraints(target);
            those.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
            var builder = CertPathBuilder.getInstance("PKIX");
            if (chain.status().isPresent() && those.isRevocationEnabled()) staple(builder, those, sent, chain);
            var built = (PKIXCertPathBuilderResult) builder.build(those);
            var path = new ArrayList<X509Certificate>();
            for (var one : built.getCertPath().getCertificates()) path.add((X509Certificate) one);
            if (built.getTrustAnchor().getTrustedCert() != null) path.add(built.getTrustAnchor().getTrustedCert());
            return path;
        } catch (CertPathBuilderException failure) {
            var inner = failure.getCause() instanceof CertPathValidatorException it ? it : failure;
            throw UNTRUSTED_CERTIFICATE.because(inner, "PKIX path building failed: %s", failure.getMessage());
        } catch (GeneralSecurityException failure) {
            throw UNTRUSTED_CERTIFICATE.because(failure, "the path cannot be built: %s", failure.getMessage());
        }
    }

    /** The stapled response saves a question to the responder. RFC 6066 section 8. */
    private static void staple(CertPathBuilder builder, PKIXBuilderParameters those, List<X509Certificate> sent,
        PeerChain chain) {
        var own = those.getCertPathCheckers().stream().filter(PKIXRevocationChecker.class::isInstance)
            .map(PKIXRevocationChecker.class::cast).findFirst();
        var checker = own.orElseGet(() -> (PKIXRevocationChecker) builder.getRevocationChecker());
        checker.setOcspResponses(Map.of(sent.getFirst(), chain.status().orElseThrow().toArray()));
        if (own.isEmpty()) those.addCertPathChecker(checker);
    }

    private static void checkHost(X509Certificate leaf, PeerChain chain) {
        if (chain.host().isEmpty()) return;
        var names = CertificateNames.of(leaf);
        if (!HostName.of(chain.host().get()).isAmong(names))
            throw WRONG_HOST_NAME.because("wanted \"%s\", but the certificate is for %s", chain.host().get(), names);
    }
}
