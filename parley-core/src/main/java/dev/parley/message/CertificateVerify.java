package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/**
 * Proof that the sender holds the key of the certificate it showed: a signature over the handshake so far. RFC 9846
 * section 4.5.2; in TLS 1.2 from clients only, RFC 5246 section 7.4.8.
 */
public record CertificateVerify(SignatureScheme algorithm, Bytes signature) implements Handshake {
    static final Codec<CertificateVerify> WIRE = struct("CertificateVerify",
        field("algorithm", SignatureScheme.WIRE, CertificateVerify::algorithm),
        field("signature", opaque(0, 0xFFFF), CertificateVerify::signature),
        CertificateVerify::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(15);
}
