package dev.parley.ocsp;

import dev.parley.der.Der;
import dev.parley.der.Oid;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Asks an authority about one of its certificates. RFC 6960 section 4.1. @param to where; @param body in DER */
record OcspRequest(URI to, Bytes body) {
    private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final String OCSP = "1.3.6.1.5.5.7.48.1";
    private static final String SHA_1 = "1.3.14.3.2.26";

    /** Empty if the certificate does not say where to ask over HTTP. */
    static Optional<OcspRequest> about(X509Certificate certificate, X509Certificate issuer) {
        return responder(certificate).map(to -> new OcspRequest(to, body(certificate, issuer)));
    }

    /** RFC 5280 section 4.2.2.1. */
    private static Optional<URI> responder(X509Certificate certificate) {
        var value = certificate.getExtensionValue(ACCESS);
        if (value == null) return Optional.empty();
        try {
            for (var access : Der.read(Der.read(Bytes.of(value)).as(Der.OCTET_STRING).content()).parts()) {
                var place = access.part(1);
                if (!access.part(0).oid().equals(OCSP) || !place.is(Der.implicit(6))) continue;
                var uri = URI.create(place.content().latin1());
                boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                if (isHttp && uri.getHost() != null) return Optional.of(uri);
            }
        } catch (WireFailure | IllegalArgumentException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** SHA-1 only names the issuer and proves nothing; all responders know it. RFC 5019 section 2.1.1. */
    private static Bytes body(X509Certificate certificate, X509Certificate issuer) {
        var key = Der.read(Bytes.of(issuer.getPublicKey().getEncoded())).part(1).as(Der.BIT_STRING).content().from(1);
        var id = Der.sequence(Der.sequence(Oid.der(SHA_1), Der.of(Der.NULL, Bytes.EMPTY)),
            Der.of(Der.OCTET_STRING, sha1(Bytes.of(issuer.getSubjectX500Principal().getEncoded()))),
            Der.of(Der.OCTET_STRING, sha1(key)),
            Der.of(Der.INTEGER, Bytes.own(certificate.getSerialNumber().toByteArray())));
        return Der.sequence(Der.sequence(Der.sequence(Der.sequence(id)))).encoded();
    }

    private static Bytes sha1(Bytes bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            bytes.digestInto(digest);
            return Bytes.own(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
