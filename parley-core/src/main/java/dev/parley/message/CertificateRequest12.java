package dev.parley.message;

import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;

/** "Show me a certificate": kinds of keys, signatures and authorities that would do. RFC 5246 section 7.4.4. */
public record CertificateRequest12(List<Integer> certificateTypes, List<SignatureScheme> supportedSignatureAlgorithms,
    List<Bytes> certificateAuthorities) implements Handshake {
    static final Codec<CertificateRequest12> WIRE = struct("CertificateRequest",
        field("certificate_types", vector(alias("ClientCertificateType", Codec.UINT8), 1, 0xFF),
            CertificateRequest12::certificateTypes),
        field("supported_signature_algorithms", vector(SignatureScheme.WIRE, 2, 0xFFFE),
            CertificateRequest12::supportedSignatureAlgorithms),
        field("certificate_authorities", vector(alias("DistinguishedName", opaque(1, 0xFFFF)), 0, 0xFFFF),
            CertificateRequest12::certificateAuthorities),
        CertificateRequest12::new);

    /** rsa_sign. */
    public static final int RSA_SIGN = 1;
    /** ecdsa_sign: EdDSA too. RFC 8422 section 5.5. */
    public static final int ECDSA_SIGN = 64;

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(13);
}
