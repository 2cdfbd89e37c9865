package dev.parley.credential;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;

/** How certificates are called in messages. What strangers wrote into them is cut short and cannot break a line. */
final class CertificateText {
    private static final int LONGEST_NAME = 120;

    private CertificateText() {}

    /** {@code certificate 2 of 3 (CN=Example CA, 2024-01-01 to 2034-01-01)}, counted from 1. */
    static String numbered(int index, int count, X509Certificate certificate) {
        return "certificate %d of %d (%s)".formatted(index + 1, count, dated(certificate));
    }

    /** {@code CN=Example CA, 2024-01-01 to 2034-01-01}. */
    static String dated(X509Certificate certificate) {
        return "%s, %s to %s".formatted(name(certificate.getSubjectX500Principal()), day(certificate.getNotBefore()),
            day(certificate.getNotAfter()));
    }

    static String name(X500Principal name) {
        var text = name.getName();
        return text.isEmpty() ? "(without a subject)" : tame(text);
    }

    static String tame(String text) {
        boolean isClean = text.chars().noneMatch(c -> c < ' ' || c == 0x7F);
        var clean = isClean ? text : text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME) + "…";
    }

    static String day(Date date) {
        return date.toInstant().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }

    /** A moment to the second. */
    static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * The JDK would also take PEM, and pass over what follows: here it must be one certificate in DER and nothing else.
     */
    static X509Certificate parse(Bytes encoded) throws CertificateException {
        if (encoded.isEmpty() || encoded.at(0) != Der.SEQUENCE)
            throw new CertificateException("it does not begin as one");
        var in = new ByteArrayInputStream(encoded.toArray());
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        if (in.available() > 0) throw new CertificateException(in.available() + " bytes follow its end");
        return certificate;
    }
}
