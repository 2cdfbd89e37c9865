package dev.parley.credential;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Who issued a certificate: read from its encoding alone, so that one which the JDK refuses has an issuer too. */
final class CertificateIssuer {
    private CertificateIssuer() {}

    /** Empty if it cannot be read. RFC 5280 section 4.1.2.4. */
    static Optional<X500Principal> of(Bytes certificate) {
        try {
            var body = Der.read(certificate).as(Der.SEQUENCE).part(0).as(Der.SEQUENCE);
            int serial = body.part(0).is(Der.explicit(0)) ? 1 : 0; // the version, absent in the oldest certificates
            return Optional.of(new X500Principal(body.part(serial + 2).encoded().toArray()));
        } catch (WireFailure | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
