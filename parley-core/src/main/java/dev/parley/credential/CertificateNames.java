package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;

/** The hosts that a certificate is for, from its subjectAltName only. RFC 9525 section 6.1, RFC 5280 section 4.2.1.6. */
public record CertificateNames(List<String> dns, List<Bytes> addresses) {
    public static CertificateNames of(X509Certificate certificate) {
        throw new UnsupportedOperationException();
    }
}
