package dev.parley.credential;

import dev.parley.credential.VerifiedChain.Check;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;

/** Has the issuer taken the certificate back? Asked of the stapled OCSP response only; nothing is fetched. RFC 6960. */
final class Revocation {
    private static final String SOURCE = "RFC 6066 section 8, RFC 6960";

    private Revocation() {}

    /** Adds the check to the JDK's, if there is something to check, and says what a good result means. */
    static Check arrange(X509Certificate leaf, PeerChain chain, CertPathValidator validator,
        PKIXParameters parameters) {
        if (chain.status().isEmpty()) {
            var demand = demandsStatus(leaf) ? ", though the certificate demands one (RFC 7633)" : "";
            return new Check("revocation", "not checked: the peer stapled no status" + demand, SOURCE);
        }
        var checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOcspResponses(Map.of(leaf, chain.status().get().toArray()));
        checker.setOptions(Set.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
        parameters.addCertPathChecker(checker);
        return new Check("revocation", "the stapled status of the end-entity certificate says good", SOURCE);
    }

    /** RFC 7633: the extension says which TLS extensions its owner promises to answer; 5 is status_request. */
    private static boolean demandsStatus(X509Certificate leaf) {
        return leaf.getExtensionValue("1.3.6.1.5.5.7.1.24") != null;
    }
}
