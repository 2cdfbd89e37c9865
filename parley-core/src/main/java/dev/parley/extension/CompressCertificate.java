package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.config.TlsConfig;
import dev.parley.credential.CertificateCompression;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** How certificates may be compressed that are sent to this side. Not answered. TLS 1.3 only. RFC 8879. */
public final class CompressCertificate implements Extension<CompressCertificate.Algorithms, Void> {
    public static final CompressCertificate IT = new CompressCertificate();

    private CompressCertificate() {}

    public record Algorithms(List<CertificateCompressionAlgorithm> algorithms) {}

    private static final Codec<Algorithms> WIRE = struct("CertificateCompressionAlgorithms",
        field("algorithms", vector(CertificateCompressionAlgorithm.WIRE, 2, 254), Algorithms::algorithms),
        Algorithms::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(27, "compress_certificate", "RFC 8879 section 3").in(WIRE, CLIENT_HELLO, CERTIFICATE_REQUEST);

    @Override
    public Optional<Algorithms> offer(Offering offering) {
        return offering.offers(ProtocolVersion.TLS_1_3) ? of(offering.config()) : Optional.empty();
    }

    /** What this side can decompress, for a hello or a request. */
    public static Optional<Algorithms> of(TlsConfig config) {
        var algorithms = config.certificateCompressions().stream().map(CertificateCompression::algorithm).toList();
        return algorithms.isEmpty() ? Optional.empty() : Optional.of(new Algorithms(algorithms));
    }

    /** What a hello or a request says; nothing if it does not. */
    public static List<CertificateCompressionAlgorithm> in(ExtensionBlock block) {
        return block.offered(IT).map(Algorithms::algorithms).orElse(List.of());
    }
}
