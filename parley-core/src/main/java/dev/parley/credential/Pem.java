package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates and keys as text between BEGIN and END. RFC 7468. */
public final class Pem {
    private Pem() {}

    /** All certificates of a text, in its order, encoded; other blocks are passed over. */
    public static List<Bytes> encodedCertificates(String text) {
        throw new UnsupportedOperationException();
    }

    /** The same, parsed. */
    public static List<X509Certificate> certificates(String text) {
        throw new UnsupportedOperationException();
    }

    /** The first private key of a text: PKCS#8, PKCS#1 or SEC 1. */
    public static PrivateKey privateKey(String text) {
        return privateKey(text, null);
    }

    /** The same, encrypted perhaps. @param password or {@code null}; neither changed nor kept */
    public static PrivateKey privateKey(String text, char[] password) {
        throw new UnsupportedOperationException();
    }

    public static String write(List<X509Certificate> certificates) {
        throw new UnsupportedOperationException();
    }

    /** As PKCS#8, not encrypted. */
    public static String write(PrivateKey key) {
        throw new UnsupportedOperationException();
    }
}
