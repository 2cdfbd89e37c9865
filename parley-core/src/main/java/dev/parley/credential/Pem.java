package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Certificates and keys as text between BEGIN and END. RFC 7468. Text around the blocks is passed over.
 *
 * <p>Reading throws {@link CredentialFailure} with the line, counted from 1, and what to do.
 */
public final class Pem {
    private Pem() {}

    /** All certificates of a text, in its order, encoded; other blocks are passed over. */
    public static List<Bytes> encodedCertificates(String text) {
        var blocks = PemBlock.all(text);
        var certificates = blocks.stream().filter(Pem::isCertificate).map(PemBlock::content).toList();
        if (certificates.isEmpty()) throw new CredentialFailure("there is no certificate in it" + but(blocks, text));
        return certificates;
    }

    /** The same, parsed. */
    public static List<X509Certificate> certificates(String text) {
        encodedCertificates(text);
        var certificates = new ArrayList<X509Certificate>();
        for (var block : PemBlock.all(text)) if (isCertificate(block)) certificates.add(parse(block));
        return List.copyOf(certificates);
    }

    /** The first private key of a text: PKCS#8, PKCS#1 or SEC 1. */
    public static PrivateKey privateKey(String text) {
        return privateKey(text, null);
    }

    /** The same, as PKCS#8 perhaps encrypted. @param password or {@code null}; neither changed nor kept */
    public static PrivateKey privateKey(String text, char[] password) {
        var blocks = PemBlock.all(text);
        for (var block : blocks)
            if (block.label().endsWith("PRIVATE KEY")) return PemKey.read(block, blocks, password);
        throw new CredentialFailure("there is no private key in it" + but(blocks, text));
    }

    public static String write(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        try {
            for (var certificate : certificates) text.append(block("CERTIFICATE", certificate.getEncoded()));
        } catch (CertificateEncodingException failure) {
            throw new CredentialFailure("a certificate cannot be encoded: " + failure.getMessage(), failure);
        }
        return text.toString();
    }

    /** As PKCS#8, not encrypted. @throws CredentialFailure if the key does not leave its device */
    public static String write(PrivateKey key) {
        var encoded = key.getEncoded();
        if (encoded == null)
            throw new CredentialFailure("this " + key.getAlgorithm() + " key does not leave its device");
        return block("PRIVATE KEY", encoded);
    }

    static String block(String label, byte[] content) {
        var base64 = Base64.getMimeEncoder(64, new byte[]{'\n'}).encode(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label,
            new String(base64, StandardCharsets.US_ASCII));
    }

    private static boolean isCertificate(PemBlock block) {
        return block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE");
    }

    private static X509Certificate parse(PemBlock block) {
        try {
            return CertificateText.parse(block.content());
        } catch (CertificateException failure) {
            throw block.failure("the certificate that begins here does not parse: " + failure.getMessage(), failure);
        }
    }

    /** What is there instead. */
    private static String but(List<PemBlock> blocks, String text) {
        if (!blocks.isEmpty())
            return ", but " + blocks.stream().map(PemBlock::title).collect(Collectors.joining(", "));
        if (text.startsWith("\u0030\u0082") || text.startsWith("\u0030\u0081"))
            return ": it looks like DER rather than PEM; convert it: openssl x509 -inform der -in FILE -out FILE.pem"
                + " (or openssl pkey -inform der … for a key)";
        return text.isBlank() ? ": it is empty" : ": no line begins with -----BEGIN";
    }
}
