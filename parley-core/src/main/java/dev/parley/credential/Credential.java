package dev.parley.credential;

import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate chain and the private key that belongs to its first certificate. RFC 9846 section 4.5.1.
 *
 * <p>Immutable and thread-safe. The key may live in a device: it is only ever handed to a signature. It prints without the
 * key.
 */
public final class Credential {
    private final List<Bytes> chain;
    private final PrivateKey key;
    private final LeafKey leaf;
    private final List<SignatureScheme> schemes;

    private Credential(List<Bytes> chain, PrivateKey key, LeafKey leaf, List<SignatureScheme> schemes) {
        this.chain = List.copyOf(chain);
        this.key = key;
        this.leaf = leaf;
        this.schemes = List.copyOf(schemes);
    }

    /**
     * A chain, the end-entity certificate first, and its key.
     *
     * @throws CredentialFailure if the chain is empty or the key is not the first certificate's
     */
    public static Credential of(List<X509Certificate> chain, PrivateKey key) {
        throw new UnsupportedOperationException();
    }

    /** The same, of encoded certificates; they need not be what the JDK's parser accepts, but for their public key. */
    public static Credential ofDer(List<Bytes> chain, PrivateKey key) {
        throw new UnsupportedOperationException();
    }

    /** Reads a PEM file of certificates, the end-entity first, and one with an unencrypted key; both may be one file. */
    public static Credential pem(Path chain, Path key) {
        return pem(chain, key, null);
    }

    /**
     * The same with an encrypted key.
     *
     * @param password of the key, or {@code null}; it is not changed and not kept
     * @throws CredentialFailure if a file cannot be read or used; the message says where and why
     */
    public static Credential pem(Path chain, Path key, char[] password) {
        throw new UnsupportedOperationException();
    }

    /** The only key of a PKCS#12 file, with its chain. RFC 7292. */
    public static Credential pkcs12(Path file, char[] password) {
        return pkcs12(file, password, null);
    }

    /** The key of this name in a PKCS#12 file, with its chain. RFC 7292. */
    public static Credential pkcs12(Path file, char[] password, String alias) {
        throw new UnsupportedOperationException();
    }

    /** The certificates as they go over the wire, the end-entity first. */
    public List<Bytes> chain() {
        return chain;
    }

    /** The certificates, the end-entity first. @throws CredentialFailure if the JDK cannot parse one of them */
    public List<X509Certificate> certificates() {
        throw new UnsupportedOperationException();
    }

    public PrivateKey key() {
        return key;
    }

    public PublicKey publicKey() {
        return leaf.key();
    }

    /** The end-entity certificate's key and what it may be used for. */
    public LeafKey leaf() {
        return leaf;
    }

    /** What it can sign a handshake of this version with, the preferred first. */
    public List<SignatureScheme> schemes(boolean version13) {
        return schemes.stream().filter(LeafSchemes.of(leaf, version13)::contains).toList();
    }

    /** The same credential that signs with these only, in this order. @throws CredentialFailure if it can sign with none */
    public Credential withSchemes(List<SignatureScheme> preferred) {
        throw new UnsupportedOperationException();
    }

    /** Is it for this host name or IP address? RFC 9525 section 6. False for anything that is neither. */
    public boolean covers(String host) {
        throw new UnsupportedOperationException();
    }
}
