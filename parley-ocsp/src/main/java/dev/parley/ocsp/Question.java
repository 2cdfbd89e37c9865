package dev.parley.ocsp;

import dev.parley.credential.OcspResponse;
import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Has this certificate been taken back? What is answered counts only if it was checked. */
record Question(X509Certificate certificate, X509Certificate issuer, OcspRequest request) {
    /** A response that says good, and until when it may be shown. */
    record Answer(Bytes encoded, OcspResponse.Single single) {
        boolean countsAt(Instant now) {
            return single.to().map(now::isBefore).orElse(true);
        }
    }

    /** Nothing, if the issuer is not known or nobody can be asked. */
    static Optional<Question> about(X509Certificate certificate, Optional<X509Certificate> issuer) {
        return issuer.flatMap(it -> OcspRequest.about(certificate, it).map(ask -> new Question(certificate, it, ask)));
    }

    /** @throws HandshakeFailure if the response is not signed by the issuer for this certificate, too old, or says revoked */
    Answer checked(Bytes encoded, Instant now) {
        return new Answer(encoded, OcspResponse.verified(certificate, issuer, encoded, now));
    }

    /** {@code CN=example.org (number 01ab)}. */
    String name() {
        return "%s (number %x)".formatted(certificate.getSubjectX500Principal().getName(),
            certificate.getSerialNumber());
    }
}
