package dev.parley.id;

import dev.parley.wire.Codec;

/** How a Certificate message can be compressed. RFC 8879 section 7.3. */
public record CertificateCompressionAlgorithm(int id) {
    public static final CertificateCompressionAlgorithm ZLIB = new CertificateCompressionAlgorithm(1);
    public static final CertificateCompressionAlgorithm BROTLI = new CertificateCompressionAlgorithm(2);
    public static final CertificateCompressionAlgorithm ZSTD = new CertificateCompressionAlgorithm(3);

    public static final Codec<CertificateCompressionAlgorithm> WIRE = Codec.code("CertificateCompressionAlgorithm", 2,
        CertificateCompressionAlgorithm::new, CertificateCompressionAlgorithm::id);

    /** As registered. */
    public String name() {
        return switch (id) {
            case 1 -> "zlib";
            case 2 -> "brotli";
            case 3 -> "zstd";
            default -> Grease.is(id) ? "GREASE" : "unknown compression";
        };
    }

    @Override
    public String toString() {
        return Names.withCode(name(), id);
    }
}
