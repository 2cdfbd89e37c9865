package dev.parley.id;

import dev.parley.wire.Codec;

/** What a Certificate message holds. RFC 7250 section 3, RFC 9846 section 4.5.1. */
public record CertificateType(int id) {
    public static final CertificateType X509 = new CertificateType(0);
    /** A public key, and nothing else: the receiver must know it. */
    public static final CertificateType RAW_PUBLIC_KEY = new CertificateType(2);

    public static final Codec<CertificateType> WIRE =
        Codec.code("CertificateType", 1, CertificateType::new, CertificateType::id);

    /** As registered. */
    public String name() {
        return switch (id) {
            case 0 -> "X509";
            case 1 -> "OpenPGP";
            case 2 -> "RawPublicKey";
            case 3 -> "1609Dot2";
            default -> "unknown certificate type";
        };
    }

    @Override
    public String toString() {
        return "%s (%d)".formatted(name(), id);
    }
}
