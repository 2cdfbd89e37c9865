package dev.parley.lab;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Puts a {@link Spec} into the form of RFC 5280. */
final class CertificateWriter {
    private static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    private static final int STATUS_REQUEST = 5;

    private final Spec spec;
    private final X509v3CertificateBuilder builder;

    /** @param issuer whose name and key the certificate names; the subject's own if it signs itself */
    static byte[] write(Spec spec, PublicKey key, X500Principal issuer, PublicKey issuerKey, JdkSigner signer,
        Instant now) {
        try {
            return new CertificateWriter(spec, key, issuer, now).extend(key, issuerKey).builder.build(signer)
                .getEncoded();
        } catch (IOException failure) {
            throw new IllegalArgumentException("this cannot be written as a certificate", failure);
        }
    }

    /** The same, with the timestamps of these logs in it. RFC 6962 section 3.3. */
    static byte[] logged(Spec spec, PublicKey key, X500Principal issuer, PublicKey issuerKey, JdkSigner signer,
        Instant now, List<LabLog> logs) {
        try {
            var writer = new CertificateWriter(spec, key, issuer, now).extend(key, issuerKey);
            // A signer keeps what it has signed, so the one for the certificate itself must be fresh.
            var before = writer.builder.build(new JdkSigner(signer)).toASN1Structure().getTBSCertificate().getEncoded();
            var timestamps = new ArrayList<byte[]>();
            for (var log : logs) timestamps.add(log.ofPrecertificate(before, issuerKey));
            writer.add(TIMESTAMPS, false, new DEROctetString(LabLog.list(timestamps)));
            return writer.builder.build(signer).getEncoded();
        } catch (IOException failure) {
            throw new IllegalArgumentException("this cannot be written as a certificate", failure);
        }
    }

    private static final ASN1ObjectIdentifier TIMESTAMPS = new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");

    private CertificateWriter(Spec spec, PublicKey key, X500Principal issuer, Instant now) {
        this.spec = spec;
        this.builder = new X509v3CertificateBuilder(X500Name.getInstance(issuer.getEncoded()),
            new BigInteger(127, new SecureRandom()).setBit(126), Date.from(now.plus(spec.from())),
            Date.from(now.plus(spec.until())), X500Name.getInstance(new X500Principal(spec.subject()).getEncoded()),
            SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    private CertificateWriter extend(PublicKey key, PublicKey issuerKey) throws IOException {
        add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(fingerprint(key)));
        add(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(fingerprint(issuerKey)));
        if (spec.isAuthority()) add(Extension.basicConstraints, true, spec.authoritiesBelow().isPresent()
            ? new BasicConstraints(spec.authoritiesBelow().get())
            : new BasicConstraints(true));
        if (!spec.uses().isEmpty()) add(Extension.keyUsage, true, keyUsage());
        if (spec.purposes().isPresent()) add(Extension.extendedKeyUsage, false, extendedKeyUsage());
        if (!names().isEmpty()) add(Extension.subjectAlternativeName, spec.areNamesCritical(),
            new GeneralNames(names().toArray(GeneralName[]::new)));
        if (!access().isEmpty()) add(Extension.authorityInfoAccess, false,
            new AuthorityInformationAccess(access().toArray(AccessDescription[]::new)));
        if (spec.mustBeStapled()) add(TLS_FEATURE, false, new DERSequence(new ASN1Integer(STATUS_REQUEST)));
        for (var extra : spec.extras())
            add(new ASN1ObjectIdentifier(extra.oid()), extra.critical(), ASN1Primitive.fromByteArray(extra.value()));
        return this;
    }

    private void add(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) throws IOException {
        builder.addExtension(oid, critical, value);
    }

    private KeyUsage keyUsage() {
        int bits = 0;
        for (var use : spec.uses()) bits |= switch (use) {
            case DIGITAL_SIGNATURE -> KeyUsage.digitalSignature;
            case KEY_ENCIPHERMENT -> KeyUsage.keyEncipherment;
            case KEY_AGREEMENT -> KeyUsage.keyAgreement;
            case SIGN_CERTIFICATES -> KeyUsage.keyCertSign;
            case SIGN_REVOCATIONS -> KeyUsage.cRLSign;
        };
        return new KeyUsage(bits);
    }

    private ExtendedKeyUsage extendedKeyUsage() {
        return new ExtendedKeyUsage(spec.purposes().orElseThrow().stream().map(purpose -> switch (purpose) {
            case SERVER -> KeyPurposeId.id_kp_serverAuth;
            case CLIENT -> KeyPurposeId.id_kp_clientAuth;
            case CODE_SIGNING -> KeyPurposeId.id_kp_codeSigning;
            case EMAIL -> KeyPurposeId.id_kp_emailProtection;
            case OCSP_SIGNING -> KeyPurposeId.id_kp_OCSPSigning;
            case ANY -> KeyPurposeId.anyExtendedKeyUsage;
        }).toArray(KeyPurposeId[]::new));
    }

    private List<GeneralName> names() {
        var names = new ArrayList<GeneralName>();
        for (var name : spec.dns()) names.add(new GeneralName(GeneralName.dNSName, name));
        for (var address : spec.addresses()) names.add(new GeneralName(GeneralName.iPAddress, address));
        return names;
    }

    private List<AccessDescription> access() {
        var access = new ArrayList<AccessDescription>();
        spec.ocsp().ifPresent(url -> access.add(new AccessDescription(AccessDescription.id_ad_ocsp,
            new GeneralName(GeneralName.uniformResourceIdentifier, url))));
        spec.issuerAt().ifPresent(url -> access.add(new AccessDescription(AccessDescription.id_ad_caIssuers,
            new GeneralName(GeneralName.uniformResourceIdentifier, url))));
        return access;
    }

    /** Any that differs from key to key will do. RFC 7093 section 2. */
    private static byte[] fingerprint(PublicKey key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Arrays.copyOf(hash, 20);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
