package dev.parley.message;

import static dev.parley.failure.Reason.BAD_COMPRESSED_CERTIFICATE;
import static dev.parley.failure.Reason.COMPRESSION_NOT_OFFERED;
import static dev.parley.failure.Reason.MALFORMED_MESSAGE;
import static dev.parley.failure.Reason.MESSAGE_TOO_LONG;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.credential.CertificateCompression;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.WireFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A Certificate message in fewer bytes. RFC 8879 section 4. @param uncompressedLength of its body, in bytes */
public record CompressedCertificate(CertificateCompressionAlgorithm algorithm, int uncompressedLength, Bytes compressed)
    implements Handshake {
    static final Codec<CompressedCertificate> WIRE = struct("CompressedCertificate",
        field("algorithm", CertificateCompressionAlgorithm.WIRE, CompressedCertificate::algorithm),
        field("uncompressed_length", Codec.UINT24, CompressedCertificate::uncompressedLength),
        field("compressed_certificate_message", opaque(1, 0xFFFFFF), CompressedCertificate::compressed),
        CompressedCertificate::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(25);

    /** In its place, by the first of these that the peer can read and that is worth it. */
    public static Optional<CompressedCertificate> of(Certificate13 certificate, List<CertificateCompression> ours,
        List<CertificateCompressionAlgorithm> theirs) {
        for (var compression : ours) {
            if (!theirs.contains(compression.algorithm())) continue;
            var body = Certificate13.WIRE.encode(certificate);
            return compression.compress(body)
                .map(it -> new CompressedCertificate(compression.algorithm(), body.length(), it));
        }
        return Optional.empty();
    }

    /**
     * The message that was compressed, which counts as if it had come itself. RFC 8879 section 5.
     *
     * @param offered what this side said it can decompress
     * @param most bytes that a Certificate message may have
     */
    public Certificate13 decompressed(List<CertificateCompression> offered, int most) {
        var compression = offered.stream().filter(it -> it.algorithm().equals(algorithm)).findFirst()
            .orElseThrow(() -> COMPRESSION_NOT_OFFERED.because("compressed with %s", algorithm)
                .offers("compressions", offered.stream().map(CertificateCompression::algorithm).toList(), algorithm));
        if (uncompressedLength > most)
            throw MESSAGE_TOO_LONG.because("a certificate of %d bytes once decompressed, at most %d are allowed",
                uncompressedLength, most);
        try {
            return Certificate13.WIRE.parse(compression.decompress(compressed, uncompressedLength));
        } catch (IOException e) {
            throw BAD_COMPRESSED_CERTIFICATE.because(e, "%s: %s", algorithm, e.getMessage());
        } catch (WireFailure e) {
            throw MALFORMED_MESSAGE.because(e, "the decompressed certificate: %s", e.getMessage());
        }
    }
}
