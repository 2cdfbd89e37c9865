package dev.parley.lab;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;

/** An authority's word on whether it has taken a certificate back. RFC 6960 section 4.2. */
final class OcspWriter {
    private OcspWriter() {}

    static byte[] write(X509Certificate issuer, PrivateKey key, KeyKind kind, X509Certificate issued, boolean revoked,
        Instant now, Duration lasts, List<byte[]> timestamps) {
        try {
            var responder = new ResponderID(X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()));
            var status =
                revoked ? new RevokedStatus(Date.from(now.minus(Duration.ofHours(1)))) : CertificateStatus.GOOD;
            var response = new BasicOCSPRespBuilder(new RespID(responder))
                .addResponse(id(issuer, issued), status, Date.from(now.minus(Duration.ofMinutes(1))),
                    Date.from(now.plus(lasts)), stamped(timestamps))
                .build(new JdkSigner(kind.signature(), key), new X509CertificateHolder[0], Date.from(now));
            return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, response).getEncoded();
        } catch (OCSPException | IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("the status cannot be written", failure);
        }
    }

    /** Nothing without timestamps. */
    private static Extensions stamped(List<byte[]> timestamps) throws IOException {
        return timestamps.isEmpty() ? null : new Extensions(new Extension(TIMESTAMPS, false,
            new DEROctetString(LabLog.list(timestamps)).getEncoded()));
    }

    private static final ASN1ObjectIdentifier TIMESTAMPS = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.5");

    /**
     * SHA-1 only names the issuer here and proves nothing; responders and clients all expect it. RFC 5019 section
     * 2.1.1.
     */
    private static CertificateID id(X509Certificate issuer, X509Certificate issued) throws GeneralSecurityException {
        var info = SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded());
        return new CertificateID(new CertID(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE),
            sha1(issuer.getSubjectX500Principal().getEncoded()), sha1(info.getPublicKeyData().getBytes()),
            new ASN1Integer(issued.getSerialNumber())));
    }

    private static ASN1OctetString sha1(byte[] bytes) throws GeneralSecurityException {
        return new DEROctetString(MessageDigest.getInstance("SHA-1").digest(bytes));
    }
}
