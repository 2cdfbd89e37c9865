package dev.parley.jsse.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.SplittableRandom;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What goes up and down, and how it is checked. */
final class Payload {
    static final byte[] BYTES = new byte[3_000_000];

    static {
        new SplittableRandom(4).nextBytes(BYTES);
    }

    static final String DIGEST = digest().with(BYTES).text();

    private Payload() {}

    static Digest digest() {
        return new Digest();
    }

    /** SHA-256 of what comes by and by. */
    static final class Digest {
        private final MessageDigest digest;

        private Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        Digest with(byte[] bytes) {
            digest.update(bytes);
            return this;
        }

        Digest with(java.nio.ByteBuffer bytes) {
            digest.update(bytes);
            return this;
        }

        String text() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    static String digestOf(InputStream in) throws IOException {
        var digest = digest();
        var buffer = new byte[8192];
        for (int n; (n = in.read(buffer)) >= 0;) digest.with(java.nio.ByteBuffer.wrap(buffer, 0, n));
        return digest.text();
    }

    /** The answer to {@code /who}. */
    static byte[] who(int port, String version, SSLSession session) {
        return "%d %s %s".formatted(port, version, name(session)).getBytes(StandardCharsets.UTF_8);
    }

    static String name(SSLSession session) {
        try {
            return session == null ? "-" : name(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException _) {
            return "-";
        }
    }

    static String name(Certificate[] chain) {
        return ((X509Certificate) chain[0]).getSubjectX500Principal().getName();
    }
}
