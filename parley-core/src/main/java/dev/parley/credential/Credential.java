package dev.parley.credential;

import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CertificateType;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A certificate chain and the private key that belongs to its first certificate. RFC 9846 section 4.5.1.
 *
 * <p>Immutable and thread-safe. The key may live in a device: it is only ever handed to a signature. It prints without
 * the key.
 */
public final class Credential {
    private final List<Bytes> chain;
    private final PrivateKey key;
    private final LeafKey leaf;
    private final List<SignatureScheme> schemes;
    private final CertificateType type;
    private final Staples staples;
    private final List<Bytes> timestamps;
    private final Optional<Delegation> delegation;
    private volatile List<X509Certificate> certificates; // parsed when first asked for
    private volatile CertificateNames names;
    private volatile String description;
    private volatile List<SignatureScheme> schemes12;
    private volatile List<SignatureScheme> schemes13;

    private Credential(List<Bytes> chain, PrivateKey key, LeafKey leaf, List<SignatureScheme> schemes,
        CertificateType type, Staples staples, List<Bytes> timestamps, Optional<Delegation> delegation) {
        this.chain = chain;
        this.key = key;
        this.leaf = leaf;
        this.schemes = schemes;
        this.type = type;
        this.staples = staples;
        this.timestamps = timestamps;
        this.delegation = delegation;
    }

    /**
     * A chain, the end-entity certificate first, and its key.
     *
     * @throws CredentialFailure if the chain is empty or the key is not the first certificate's
     */
    public static Credential of(List<X509Certificate> chain, PrivateKey key) {
        var encoded = new ArrayList<Bytes>();
        try {
            for (var certificate : chain) encoded.add(Bytes.own(certificate.getEncoded()));
        } catch (CertificateEncodingException failure) {
            throw new CredentialFailure("a certificate of the chain cannot be encoded: " + failure.getMessage(),
                failure);
        }
        return ofDer(encoded, key);
    }

    /** The same, of encoded certificates; they need not be what the JDK's parser accepts, but for their public key. */
    public static Credential ofDer(List<Bytes> chain, PrivateKey key) {
        Objects.requireNonNull(key, "key");
        if (chain.isEmpty()) throw new CredentialFailure("the chain has no certificate");
        try {
            var leaf = LeafKey.of(chain.getFirst());
            if (!KeyMatch.matches(leaf, key)) throw new CredentialFailure(mismatch(chain, leaf, key));
            return new Credential(List.copyOf(chain), key, leaf, LeafSchemes.of(leaf), CertificateType.X509,
                Staples.NONE, List.of(), Optional.empty());
        } catch (HandshakeFailure failure) {
            throw new CredentialFailure("the first certificate cannot be used: " + failure.detail(), failure);
        } catch (GeneralSecurityException failure) {
            throw new CredentialFailure(
                "the private key (" + key.getAlgorithm() + ") cannot sign: " + failure.getMessage()
                    + "; if it lives in a device, see whether its provider is installed and open",
                failure);
        }
    }

    /**
     * Reads a PEM file of certificates, the end-entity first, and one with an unencrypted key; both may be one file.
     */
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
        var certificates = CredentialFile.text(chain, Pem::encodedCertificates);
        var privateKey = CredentialFile.text(key, text -> Pem.privateKey(text, password));
        try {
            return ofDer(certificates, privateKey);
        } catch (CredentialFailure failure) {
            throw new CredentialFailure("%s with %s: %s".formatted(chain, key, failure.getMessage()), failure);
        }
    }

    /** The only key of a PKCS#12 file, with its chain. RFC 7292. */
    public static Credential pkcs12(Path file, char[] password) {
        return pkcs12(file, password, null);
    }

    /** The key of this name in a PKCS#12 file, with its chain. RFC 7292. */
    public static Credential pkcs12(Path file, char[] password, String alias) {
        return CredentialFile.bytes(file, bytes -> Pkcs12.read(bytes, password, alias));
    }

    /**
     * A key without a certificate, for peers that know it already. RFC 7250.
     *
     * @throws CredentialFailure if the keys do not belong together, or cannot sign
     */
    public static Credential ofRawKey(PublicKey publicKey, PrivateKey key) {
        var info = Bytes.of(publicKey.getEncoded());
        try {
            var leaf = LeafKey.ofInfo(info);
            if (!KeyMatch.matches(leaf, key)) throw new CredentialFailure("the two keys do not belong together");
            return new Credential(List.of(info), key, leaf, LeafSchemes.of(leaf), CertificateType.RAW_PUBLIC_KEY,
                Staples.NONE, List.of(), Optional.empty());
        } catch (HandshakeFailure failure) {
            throw new CredentialFailure("the public key cannot be used: " + failure.detail(), failure);
        } catch (GeneralSecurityException failure) {
            throw new CredentialFailure("the private key cannot sign: " + failure.getMessage(), failure);
        }
    }

    /** By which its key signs for the certificate, if it is not the certificate's own. */
    public Optional<Delegation> delegation() {
        return delegation;
    }

    /**
     * A chain whose first certificate is represented by a key that it has delegated to; its own need not be here. RFC 9345.
     *
     * @throws CredentialFailure if the key is not the delegated one, or of a kind that cannot be
     */
    public static Credential delegated(List<Bytes> chain, Delegation to, PrivateKey itsKey) {
        try {
            if (!to.fits()) throw new CredentialFailure("no key can be delegated to sign with " + to.cred().scheme());
            if (!KeyMatch.matches(to.key(), itsKey)) throw new CredentialFailure("the key is not the delegated one");
            return new Credential(List.copyOf(chain), itsKey, LeafKey.of(chain.getFirst()),
                List.of(to.cred().scheme()), CertificateType.X509, Staples.NONE, List.of(),
                Optional.of(to));
        } catch (HandshakeFailure failure) {
            throw new CredentialFailure("the first certificate cannot be used: " + failure.detail(), failure);
        } catch (GeneralSecurityException failure) {
            throw new CredentialFailure("the delegated key cannot sign: " + failure.getMessage(), failure);
        }
    }

    /** A certificate, or a raw public key? */
    public CertificateType type() {
        return type;
    }

    /** The certificates as they go over the wire, the end-entity first; or a raw key's SubjectPublicKeyInfo. */
    public List<Bytes> chain() {
        return chain;
    }

    /** The certificates, the end-entity first. @throws CredentialFailure if the JDK cannot parse one of them */
    public List<X509Certificate> certificates() {
        if (certificates == null) certificates = parse();
        return certificates;
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
        if (schemes13 == null) {
            schemes12 = able(false);
            schemes13 = able(true);
        }
        return version13 ? schemes13 : schemes12;
    }

    private List<SignatureScheme> able(boolean version13) {
        if (delegation.isPresent()) return version13 ? schemes : List.of();
        var possible = LeafSchemes.of(leaf, version13);
        return schemes.stream().filter(possible::contains).toList();
    }

    /**
     * The same credential that signs with these only, in this order. @throws CredentialFailure if it can sign with none
     */
    public Credential withSchemes(List<SignatureScheme> preferred) {
        var able = delegation.map(it -> List.of(it.cred().scheme())).orElseGet(() -> LeafSchemes.of(leaf));
        var kept = preferred.stream().filter(able::contains).toList();
        if (kept.isEmpty())
            throw new CredentialFailure("this key signs with none of " + preferred + ", but with " + able);
        return new Credential(chain, key, leaf, kept, type, staples, timestamps, delegation);
    }

    /** The same credential, shown with these OCSP responses to whoever asks for them. */
    public Credential withStaples(Staples others) {
        return new Credential(chain, key, leaf, schemes, type, others, timestamps, delegation);
    }

    /**
     * The same credential, shown with these SignedCertificateTimestamps, as logs have given them for its first certificate,
     * to whoever asks for them. RFC 6962 section 3.3.1.
     *
     * @throws CredentialFailure if one of them is empty or too long
     */
    public Credential withTimestamps(List<Bytes> others) {
        for (var one : others)
            if (one.isEmpty() || one.length() > 0xFFFF)
                throw new CredentialFailure("a timestamp of %d bytes; it has 1 to 65535".formatted(one.length()));
        return new Credential(chain, key, leaf, schemes, type, staples, List.copyOf(others), delegation);
    }

    /** What is shown along with the first certificate. */
    public List<Bytes> timestamps() {
        return timestamps;
    }

    /** What is shown along with the chain. */
    public Staples staples() {
        return staples;
    }

    /** Is it for this host name or IP address? RFC 9525 section 6. False for anything that is neither. */
    public boolean covers(String host) {
        try {
            if (names == null) names = CertificateNames.of(certificates().getFirst());
            return HostName.of(host).isAmong(names);
        } catch (CredentialFailure | IllegalArgumentException _) {
            return false;
        }
    }

    /** Whose its certificate is and from when to when it counts, for people. */
    public String describe() {
        if (description == null) description = itself()
            + delegation.map(it -> ", by a key that it has delegated to, for " + it.cred().scheme()).orElse("");
        return description;
    }

    private String itself() {
        return type.equals(CertificateType.X509) ? described(chain.getFirst())
            : "a raw public key (%s) with the fingerprint %s".formatted(leaf.key().getAlgorithm(),
                RawKeyTrust.fingerprint(leaf));
    }

    @Override
    public String toString() {
        return "Credential[" + describe() + "]";
    }

    private List<X509Certificate> parse() {
        var parsed = new ArrayList<X509Certificate>();
        for (var encoded : chain) {
            try {
                parsed.add(CertificateText.parse(encoded));
            } catch (CertificateException failure) {
                throw new CredentialFailure("certificate %d of %d does not parse: %s"
                    .formatted(parsed.size() + 1, chain.size(), failure.getMessage()), failure);
            }
        }
        return List.copyOf(parsed);
    }

    /** Says what is the matter, and whether only the order is. */
    private static String mismatch(List<Bytes> chain, LeafKey leaf, PrivateKey key) {
        var text = "the private key (%s) does not belong to the first certificate (%s, with a key of the kind %s); "
            .formatted(key.getAlgorithm(), described(chain.getFirst()), leaf.key().getAlgorithm());
        for (int i = 1; i < chain.size(); i++)
            if (belongs(chain.get(i), key))
                return text + "it belongs to certificate " + (i + 1) + " of the chain, which must come first";
        return text + "take the key that the certificate was requested with, and put the end-entity certificate first";
    }

    private static boolean belongs(Bytes certificate, PrivateKey key) {
        try {
            return KeyMatch.matches(LeafKey.of(certificate), key);
        } catch (HandshakeFailure | GeneralSecurityException _) {
            return false;
        }
    }

    private static String described(Bytes certificate) {
        try {
            return CertificateText.dated(CertificateText.parse(certificate));
        } catch (CertificateException _) {
            return "a certificate that the JDK cannot parse";
        }
    }
}
