package dev.parley.credential;

import static dev.parley.failure.Reason.UNREADABLE_CERTIFICATE;
import static dev.parley.failure.Reason.UNSUPPORTED_CERTIFICATE_KEY;

import dev.parley.der.Der;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The public key of an end-entity certificate and its key usage, read without judging anything else in the certificate:
 * a signature can be verified even where the rest would not be believed. RFC 5280 section 4.1.
 *
 * @param info the SubjectPublicKeyInfo, encoded; also what a raw public key is (RFC 7250 section 3)
 * @param curve of an EC key, if it is one that TLS signs with
 * @param usages empty if the certificate does not restrict it
 */
public record LeafKey(PublicKey key, Bytes info, Optional<NamedGroup> curve, Optional<Set<KeyUsage>> usages) {

    /** What a certificate allows its key to do; the two of RFC 5280 section 4.2.1.3 that end-entities of TLS need. */
    public enum KeyUsage {
        DIGITAL_SIGNATURE(0x80),
        KEY_ENCIPHERMENT(0x20);

        private final int bit;

        KeyUsage(int bit) {
            this.bit = bit;
        }
    }

    /**
     * The key of this certificate.
     *
     * @throws dev.parley.failure.HandshakeFailure UNREADABLE_CERTIFICATE if it is no certificate,
     *         UNSUPPORTED_CERTIFICATE_KEY if the key is of an unknown kind
     */
    public static LeafKey of(Bytes certificate) {
        var known = READ.get(certificate);
        if (known != null) return known;
        var read = readCertificate(certificate);
        READ.put(Bytes.of(certificate.toArray()), read); // without the message around it
        return read;
    }

    /** Reading a key takes longer than looking at the certificate's bytes. What is read says nothing of trust. */
    private static final Remembered<Bytes, LeafKey> READ = new Remembered<>(256);

    private static LeafKey readCertificate(Bytes certificate) {
        try {
            var body = Der.read(certificate).as(Der.SEQUENCE).part(0).as(Der.SEQUENCE);
            int serial = body.part(0).is(Der.explicit(0)) ? 1 : 0; // the version, absent in the oldest certificates
            return read(body.part(serial + 5), usages(body));
        } catch (WireFailure failure) {
            throw UNREADABLE_CERTIFICATE.because(failure, "the certificate's encoding is broken: %s",
                failure.getMessage());
        }
    }

    /** A raw public key. RFC 7250. Throws as {@link #of}. */
    public static LeafKey ofInfo(Bytes info) {
        try {
            return read(Der.read(info), Optional.empty());
        } catch (WireFailure failure) {
            throw UNREADABLE_CERTIFICATE.because(failure, "the public key's encoding is broken: %s",
                failure.getMessage());
        }
    }

    /** Is it a SubjectPublicKeyInfo, rather than a certificate? Its second part is the key's bits. */
    public static boolean isInfo(Bytes encoded) {
        try {
            var parts = Der.read(encoded).as(Der.SEQUENCE).parts();
            return parts.size() == 2 && parts.getLast().is(Der.BIT_STRING);
        } catch (WireFailure _) {
            return false;
        }
    }

    /** Does the certificate allow its key to be used so? RFC 9846 section 4.5.1.2. */
    public boolean allows(KeyUsage usage) {
        return usages.map(set -> set.contains(usage)).orElse(true);
    }

    KeyAlgorithm algorithm() {
        return KeyAlgorithm.of(Der.read(info).part(0).part(0).oid()).orElseThrow();
    }

    private static LeafKey read(Der info, Optional<Set<KeyUsage>> usages) {
        var identifier = info.as(Der.SEQUENCE).part(0).as(Der.SEQUENCE);
        var oid = identifier.part(0).oid();
        var algorithm = KeyAlgorithm.of(oid).orElseThrow(
            () -> UNSUPPORTED_CERTIFICATE_KEY.because("the key is of the kind %s, which is none to sign with", oid));
        try {
            var key = KeyFactory.getInstance(algorithm.jca())
                .generatePublic(new X509EncodedKeySpec(info.encoded().toArray()));
            return new LeafKey(key, info.encoded(), curve(algorithm, identifier), usages);
        } catch (GeneralSecurityException failure) {
            throw UNSUPPORTED_CERTIFICATE_KEY.because(failure, "the %s key cannot be used: %s", algorithm.jca(),
                failure.getMessage());
        }
    }

    private static Optional<NamedGroup> curve(KeyAlgorithm algorithm, Der identifier) {
        if (algorithm != KeyAlgorithm.EC) return Optional.empty();
        return switch (identifier.part(1).oid()) {
            case "1.2.840.10045.3.1.7" -> Optional.of(NamedGroup.SECP256R1);
            case "1.3.132.0.34" -> Optional.of(NamedGroup.SECP384R1);
            case "1.3.132.0.35" -> Optional.of(NamedGroup.SECP521R1);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<KeyUsage>> usages(Der body) {
        var extensions = body.find(Der.explicit(3));
        if (extensions == null) return Optional.empty();
        for (var extension : extensions.part(0).parts()) {
            if (!extension.part(0).oid().equals("2.5.29.15")) continue;
            var value =
                Der.read(extension.parts().getLast().as(Der.OCTET_STRING).content()).as(Der.BIT_STRING).content();
            int bits = value.length() > 1 ? value.at(1) : 0;
            var usages = EnumSet.noneOf(KeyUsage.class);
            for (var usage : KeyUsage.values()) if ((bits & usage.bit) != 0) usages.add(usage);
            return Optional.of(Set.copyOf(usages));
        }
        return Optional.empty();
    }
}
