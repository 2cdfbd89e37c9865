package dev.parley.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;

/**
 * A log of certificates that gives its timestamp to whatever it is shown, and publishes nothing. RFC 6962. Immutable and
 * thread-safe.
 */
public final class LabLog {
    private static final int SHA256 = 4;
    private static final int ECDSA = 3;
    private static final int RSA = 1;

    private final KeyPair keys;
    private final Instant now;

    private LabLog(KeyPair keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    /** A log with a key on P-256, as nearly all have. */
    public static LabLog create() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new LabLog(generator.generateKeyPair(), Instant.now());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** With an RSA key, which RFC 6962 section 2.1.4 allows too. */
    public static LabLog createRsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new LabLog(generator.generateKeyPair(), Instant.now());
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The same log, with another time on its clock. */
    public LabLog at(Instant moment) {
        return new LabLog(keys, moment);
    }

    /** With which its timestamps are verified. */
    public PublicKey key() {
        return keys.getPublic();
    }

    /** A SignedCertificateTimestamp of a certificate as it is. */
    public byte[] of(X509Certificate certificate) {
        return signed(0, out -> opaque24(out, Encoding.of(certificate)));
    }

    /** One of a certificate that is still to be issued. @param toBeSigned the TBSCertificate without timestamps */
    byte[] ofPrecertificate(byte[] toBeSigned, PublicKey issuer) {
        return signed(1, out -> {
            out.write(sha256(issuer.getEncoded()));
            opaque24(out, toBeSigned);
        });
    }

    /** A SignedCertificateTimestampList. RFC 6962 section 3.3. */
    public static byte[] list(List<byte[]> timestamps) {
        return written(out -> {
            out.writeShort(timestamps.stream().mapToInt(it -> it.length + 2).sum());
            for (var one : timestamps) {
                out.writeShort(one.length);
                out.write(one);
            }
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private byte[] signed(int entryType, Writing entry) {
        var signature = sign(written(out -> {
            out.write(0); // version
            out.write(0); // certificate_timestamp
            out.writeLong(now.toEpochMilli());
            out.writeShort(entryType);
            entry.to(out);
            out.writeShort(0); // extensions
        }));
        return written(out -> {
            out.write(0); // version
            out.write(sha256(key().getEncoded()));
            out.writeLong(now.toEpochMilli());
            out.writeShort(0); // extensions
            out.write(SHA256);
            out.write(isRsa() ? RSA : ECDSA);
            out.writeShort(signature.length);
            out.write(signature);
        });
    }

    private boolean isRsa() {
        return key().getAlgorithm().equals("RSA");
    }

    private byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void opaque24(DataOutputStream out, byte[] bytes) throws IOException {
        out.write(bytes.length >>> 16);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}
