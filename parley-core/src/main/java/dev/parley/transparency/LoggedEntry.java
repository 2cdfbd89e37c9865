package dev.parley.transparency;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.security.PublicKey;
import java.util.ArrayList;

/**
 * What a log has taken in, in the form that it signs: a certificate, or what was to become one, without the timestamps
 * that it was given for that. RFC 6962 sections 3.1 and 3.2.
 */
record LoggedEntry(Bytes encoded) {
    /** The extension in which an issuer puts the timestamps of the precertificate. RFC 6962 section 3.3. */
    static final String EMBEDDED = "1.3.6.1.4.1.11129.2.4.2";

    static LoggedEntry ofCertificate(Bytes certificate) {
        return new LoggedEntry(Bytes.join(Bytes.of((byte) 0, (byte) 0), CERTIFICATE.encode(certificate)));
    }

    /** @param issuer the key of the certificate's issuer. @throws dev.parley.wire.WireFailure if it is no certificate */
    static LoggedEntry ofPrecertificate(Bytes certificate, PublicKey issuer) {
        return new LoggedEntry(Bytes.join(Bytes.of((byte) 0, (byte) 1), Log.sha256(issuer.getEncoded()),
            CERTIFICATE.encode(withoutTimestamps(certificate))));
    }

    private static final Codec<Bytes> CERTIFICATE = Codec.opaque(1, 0xFFFFFF);

    /** The TBSCertificate as it was before the issuer put the timestamps in. What DER has read it writes as it was. */
    private static Bytes withoutTimestamps(Bytes certificate) {
        var parts = new ArrayList<Der>();
        for (var part : Der.read(certificate).as(Der.SEQUENCE).part(0).as(Der.SEQUENCE).parts()) {
            if (!part.is(Der.explicit(3))) {
                parts.add(part);
                continue;
            }
            var others = part.part(0).parts().stream().filter(it -> !it.part(0).oid().equals(EMBEDDED)).toList();
            if (!others.isEmpty())
                parts.add(Der.wrap(Der.explicit(3), Der.sequence(others.toArray(Der[]::new))));
        }
        return Der.sequence(parts.toArray(Der[]::new)).encoded();
    }
}
