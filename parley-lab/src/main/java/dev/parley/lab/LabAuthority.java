package dev.parley.lab;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** An authority that issues whatever is asked of it. Immutable and thread-safe. */
public final class LabAuthority {
    private final LabKeys source;
    private final KeyKind kind;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Optional<LabAuthority> above;

    private LabAuthority(LabKeys source, Spec spec, Optional<LabAuthority> above) {
        this.source = source;
        this.kind = spec.kind();
        this.keys = spec.keys(source);
        this.above = above;
        this.certificate = above.isPresent() ? above.get().certify(spec, keys.getPublic()) : signedByItself(spec, keys);
    }

    /** A root with a key of this kind. */
    public static LabAuthority create(KeyKind kind) {
        return create(Spec.authority("Parley Lab Authority").key(kind), LabKeys.FRESH);
    }

    /** A root as specified, that takes its own and all later keys from there. */
    public static LabAuthority create(Spec spec, LabKeys keys) {
        return new LabAuthority(keys, spec, Optional.empty());
    }

    /** An end-entity certificate that no authority has issued. */
    public static LabCertificate selfSigned(Spec spec, LabKeys source) {
        var keys = spec.keys(source);
        var certificate = signedByItself(spec, keys);
        return new LabCertificate(List.of(Encoding.of(certificate)), keys, certificate);
    }

    /** An authority beneath this one. */
    public LabAuthority intermediate(String name) {
        return intermediate(Spec.authority(name).key(kind));
    }

    public LabAuthority intermediate(Spec spec) {
        return new LabAuthority(source, spec, Optional.of(this));
    }

    /** A certificate with a key and the chain up to, not including, the root. */
    public LabCertificate issue(Spec spec) {
        var own = spec.keys(source);
        var chain = new ArrayList<byte[]>();
        chain.add(encoded(spec, own.getPublic()));
        for (var issuer = Optional.of(this); issuer.get().above.isPresent(); issuer = issuer.get().above)
            chain.add(Encoding.of(issuer.get().certificate));
        return new LabCertificate(chain, own, root());
    }

    /** The same, and the certificate holds the timestamps that these logs give it before it is issued. RFC 6962 section 3.1. */
    public LabCertificate issueLogged(Spec spec, LabLog... logs) {
        var own = spec.keys(source);
        var chain = new ArrayList<byte[]>();
        chain.add(CertificateWriter.logged(spec, own.getPublic(), certificate.getSubjectX500Principal(),
            keys.getPublic(), signer(spec), Instant.now(), List.of(logs)));
        for (var issuer = Optional.of(this); issuer.get().above.isPresent(); issuer = issuer.get().above)
            chain.add(Encoding.of(issuer.get().certificate));
        return new LabCertificate(chain, own, root());
    }

    /** Only the certificate, for a key from elsewhere: what another authority needs to be cross-signed. */
    public X509Certificate certify(Spec spec, PublicKey key) {
        return Encoding.certificate(encoded(spec, key));
    }

    /** What an OCSP responder would say of a certificate of this authority, for a week. RFC 6960. */
    public byte[] status(X509Certificate issued, boolean revoked) {
        return status(issued, revoked, Instant.now(), Duration.ofDays(7));
    }

    /** The same, said at another time and for another while. */
    public byte[] status(X509Certificate issued, boolean revoked, Instant when, Duration lasts) {
        return OcspWriter.write(certificate, keys.getPrivate(), kind, issued, revoked, when, lasts, List.of());
    }

    /** The same, with timestamps that logs have given to the certificate. RFC 6962 section 3.3. */
    public byte[] status(X509Certificate issued, List<byte[]> timestamps) {
        return OcspWriter.write(certificate, keys.getPrivate(), kind, issued, false, Instant.now(), Duration.ofDays(7),
            timestamps);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public KeyPair keys() {
        return keys;
    }

    /** The topmost authority's certificate, which others are told to trust. */
    public X509Certificate root() {
        return above.map(LabAuthority::root).orElse(certificate);
    }

    private byte[] encoded(Spec spec, PublicKey key) {
        return CertificateWriter.write(spec, key, certificate.getSubjectX500Principal(), keys.getPublic(),
            signer(spec), Instant.now());
    }

    private JdkSigner signer(Spec spec) {
        return new JdkSigner(spec.signedWith().orElse(kind.signature()), keys.getPrivate());
    }

    private static X509Certificate signedByItself(Spec spec, KeyPair keys) {
        var signer = new JdkSigner(spec.signedWith().orElse(spec.kind().signature()), keys.getPrivate());
        return Encoding.certificate(CertificateWriter.write(spec, keys.getPublic(),
            new X500Principal(spec.subject()), keys.getPublic(), signer, Instant.now()));
    }
}
