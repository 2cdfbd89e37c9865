package dev.parley.credential;

import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;

/** The hash by which a server's certificate stands for its end of a connection. RFC 5929 section 4.1. */
public final class CertificateHash {
    private CertificateHash() {}

    /**
     * The hash of its signature's algorithm; SHA-256 in the place of MD5 and SHA-1. Empty where that algorithm has no hash
     * of its own, or the JDK cannot read the certificate.
     */
    public static Optional<Bytes> of(Bytes certificate) {
        try {
            var parsed = CertificateText.parse(certificate);
            var hash = CertificateSignature.isBroken(parsed) ? Optional.of(HashAlgorithm.SHA256)
                : CertificateSignature.schemes(parsed).stream().findFirst().flatMap(scheme -> scheme.hash());
            if (hash.isEmpty()) return Optional.empty();
            return Optional.of(Bytes.own(MessageDigest.getInstance(hash.get().jca()).digest(certificate.toArray())));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}
