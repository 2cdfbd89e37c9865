package dev.parley.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** An issued certificate, its chain and its key, in every form that programs ask for. Immutable and thread-safe. */
public final class LabCertificate {
    private final List<byte[]> encoded;
    private final KeyPair keys;
    private final X509Certificate authority;

    LabCertificate(List<byte[]> encoded, KeyPair keys, X509Certificate authority) {
        this.encoded = List.copyOf(encoded);
        this.keys = keys;
        this.authority = authority;
    }

    /**
     * The end-entity certificate first, the root not among them. @throws IllegalArgumentException if the JDK refuses
     * one
     */
    public List<X509Certificate> chain() {
        return encoded.stream().map(Encoding::certificate).toList();
    }

    /** The same as bytes, which also exist where the JDK refuses them. */
    public List<byte[]> encodedChain() {
        return encoded.stream().map(byte[]::clone).toList();
    }

    public PrivateKey key() {
        return keys.getPrivate();
    }

    /** The root: what the other side is told to trust. */
    public X509Certificate authority() {
        return authority;
    }

    public String pemChain() {
        var text = new StringBuilder();
        for (var certificate : encoded) text.append(Encoding.pem("CERTIFICATE", certificate));
        return text.toString();
    }

    /** As PKCS#8, not encrypted. With a key on a curve its point comes along: RFC 5915 section 3 wants that, and GnuTLS needs it. */
    public String pemKey() {
        return Encoding.pem("PRIVATE KEY", Encoding.pkcs8(keys));
    }

    public String pemAuthority() {
        return Encoding.pem("CERTIFICATE", Encoding.of(authority));
    }

    /** The key and its chain under the name {@code lab}. */
    public byte[] pkcs12(char[] password) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("lab", key(), password, chain().toArray(X509Certificate[]::new));
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, password);
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
