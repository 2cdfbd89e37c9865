package dev.parley.lab;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates between objects, bytes and text. */
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

    static String pem(String label, byte[] content) {
        var base64 = Base64.getMimeEncoder(64, new byte[]{'\n'}).encode(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label,
            new String(base64, StandardCharsets.US_ASCII));
    }
}
