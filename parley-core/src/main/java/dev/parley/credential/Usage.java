package dev.parley.credential;

import static dev.parley.failure.Reason.UNREADABLE_CERTIFICATE;
import static dev.parley.failure.Reason.UNSUPPORTED_CERTIFICATE_KEY;
import static dev.parley.failure.Reason.WRONG_CERTIFICATE_USAGE;

import dev.parley.credential.LeafKey.KeyUsage;
import dev.parley.credential.PathSearch.Path;
import dev.parley.credential.PeerChain.Side;
import dev.parley.credential.VerifiedChain.Check;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** May the certificate be used for this? RFC 5280 sections 4.2.1.3 and 4.2.1.12, RFC 9846 section 4.5.1.2. */
final class Usage {
    private static final String ANY = "2.5.29.37.0";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

    private Usage() {}

    static List<Check> check(Path path, PeerChain chain) {
        return List.of(keyUsage(chain), extended(path, chain.side()));
    }

    private static Check keyUsage(PeerChain chain) {
        boolean decrypts = chain.authType().equals("RSA");
        var needed = decrypts ? KeyUsage.KEY_ENCIPHERMENT : KeyUsage.DIGITAL_SIGNATURE;
        var name = decrypts ? "keyEncipherment" : "digitalSignature";
        var leaf = chain.leaf();
        if (!leaf.allows(needed))
            throw UNSUPPORTED_CERTIFICATE_KEY.because(
                "the key is used for %s, which the certificate's key usage leaves out",
                name);
        return new Check("key usage", leaf.usages().isEmpty() ? "not restricted" : name + " is allowed",
            "RFC 5280 section 4.2.1.3");
    }

    /**
     * Authorities between are held to it too, if they are restricted: one that is for e-mail only must not speak for
     * hosts. RFC 5280 says nothing of it, but every browser does so.
     */
    private static Check extended(Path path, Side side) {
        var needed = side == Side.SERVER ? SERVER : CLIENT;
        var name = side == Side.SERVER ? "serverAuth" : "clientAuth";
        var certificates = path.certificates();
        for (int i = 0; i < certificates.size(); i++) {
            var allowed = purposes(certificates.get(i));
            if (allowed.isPresent() && !allowed.get().contains(needed) && !allowed.get().contains(ANY))
                throw WRONG_CERTIFICATE_USAGE.because("%s is not for %s but for %s",
                    CertificateText.numbered(i, path.whole().size(), certificates.get(i)), name,
                    allowed.get().stream().map(Usage::said).toList());
        }
        return new Check("extended key usage", purposes(certificates.getFirst()).isEmpty()
            ? "not restricted"
            : name + " is allowed", "RFC 5280 section 4.2.1.12");
    }

    private static Optional<List<String>> purposes(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException failure) {
            throw UNREADABLE_CERTIFICATE.because(failure, "the extended key usage does not parse: %s",
                failure.getMessage());
        }
    }

    private static String said(String purpose) {
        return switch (purpose) {
            case SERVER -> "serverAuth";
            case CLIENT -> "clientAuth";
            case "1.3.6.1.5.5.7.3.3" -> "codeSigning";
            case "1.3.6.1.5.5.7.3.4" -> "emailProtection";
            case "1.3.6.1.5.5.7.3.8" -> "timeStamping";
            case "1.3.6.1.5.5.7.3.9" -> "OCSPSigning";
            default -> purpose;
        };
    }
}
