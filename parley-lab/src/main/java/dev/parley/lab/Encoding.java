package dev.parley.lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Certificates and keys between objects, bytes and text. */
final class Encoding {
    private Encoding() {}

    static byte[] of(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static X509Certificate certificate(byte[] encoded) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException failure) {
            throw new IllegalArgumentException("the JDK refuses this certificate: " + failure.getMessage(), failure);
        }
    }

    /** The JDK leaves the point out of a key on a curve. */
    static byte[] pkcs8(KeyPair keys) {
        if (!(keys.getPrivate() instanceof ECPrivateKey own)) return keys.getPrivate().getEncoded();
        try {
            var info = PrivateKeyInfo.getInstance(own.getEncoded());
            var point = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()).getPublicKeyData();
            int bits = own.getParams().getOrder().bitLength();
            var whole = new org.bouncycastle.asn1.sec.ECPrivateKey(bits, own.getS(), point, null);
            return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), whole).getEncoded();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String pem(String label, byte[] content) {
        var base64 = Base64.getMimeEncoder(64, new byte[]{'\n'}).encode(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label,
            new String(base64, StandardCharsets.US_ASCII));
    }
}
