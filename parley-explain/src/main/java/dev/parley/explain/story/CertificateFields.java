package dev.parley.explain.story;

import dev.parley.credential.Delegation;
import dev.parley.credential.LeafKey;
import dev.parley.credential.RawKeyTrust;
import dev.parley.explain.story.Telling.Field;
import dev.parley.explain.story.Telling.Value;
import dev.parley.failure.HandshakeFailure;
import dev.parley.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** What is worth telling of a certificate. RFC 5280 section 4.1. */
final class CertificateFields {
    private CertificateFields() {}

    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    /** @param first is it the end-entity's? Of the others less is told */
    static List<Field> of(Bytes encoded, boolean first) {
        try {
            if (LeafKey.isInfo(encoded)) return rawKey(LeafKey.ofInfo(encoded));
            var certificate = parse(encoded);
            var fields = new ArrayList<Field>();
            fields.add(field(first ? "subject" : "issuer_certificate",
                Value.of(name(certificate.getSubjectX500Principal()), encoded.length())));
            fields.add(field("issuer", Value.of(name(certificate.getIssuerX500Principal()))));
            if (!first) return fields;
            var names = names(certificate);
            if (!names.isEmpty()) fields.add(new Field("names", names));
            fields.add(
                field("valid", Value.of(day(certificate.getNotBefore()) + " – " + day(certificate.getNotAfter()))));
            fields.add(field("public_key", Value.of(key(certificate.getPublicKey()))));
            fields.add(field("signed_with", Value.of(certificate.getSigAlgName())));
            return fields;
        } catch (CertificateException | HandshakeFailure _) {
            return List.of(field("subject", Value.of("?", encoded.length())));
        }
    }

    /** A key without a certificate. RFC 7250. */
    private static List<Field> rawKey(LeafKey raw) {
        return List.of(field("raw_key", Value.of(key(raw.key()), raw.info().length())),
            field("fingerprint", Value.of(RawKeyTrust.fingerprint(raw))));
    }

    /** A key that this certificate has signed. RFC 9345. */
    static List<Field> of(Delegation delegation, Bytes certificate) {
        try {
            return List.of(
                field("delegated_key", Value.of(delegation.cred().scheme().name(), delegation.cred().info().length())),
                field("delegated_until", Value.of(day(Date.from(delegation.until(parse(certificate)))))),
                field("delegated_by", Value.of(delegation.algorithm().name(), delegation.signature().length())));
        } catch (CertificateException _) {
            return List.of(field("delegated_key", Value.of(delegation.cred().scheme().name())));
        }
    }

    private static Field field(String key, Value value) {
        return new Field(key, List.of(value));
    }

    private static X509Certificate parse(Bytes encoded) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
            .generateCertificate(new java.io.ByteArrayInputStream(encoded.toArray()));
    }

    /** Of an encoded distinguished name. */
    static String distinguishedName(Bytes encoded) {
        try {
            return name(new X500Principal(encoded.toArray()));
        } catch (IllegalArgumentException _) {
            return encoded.toString();
        }
    }

    private static String name(X500Principal principal) {
        return principal.getName().isEmpty() ? "∅" : principal.getName();
    }

    private static List<Value> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        if (all == null) return List.of();
        return all.stream().map(entry -> Value.of(entry.get(1))).toList();
    }

    private static String day(Date date) {
        return DAY.format(date.toInstant());
    }

    private static String key(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> "RSA, %d bit".formatted(rsa.getModulus().bitLength());
            case ECPublicKey ec -> "EC, %d bit".formatted(ec.getParams().getCurve().getField().getFieldSize());
            default -> key.getParams() instanceof java.security.spec.NamedParameterSpec named ? named.getName()
                : key.getAlgorithm();
        };
    }
}
