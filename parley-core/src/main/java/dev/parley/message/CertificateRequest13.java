package dev.parley.message;

import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.extension.ExtensionBlock;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** "Show me a certificate", with what it must be like in extensions. RFC 9846 section 4.4.2. */
public record CertificateRequest13(Bytes certificateRequestContext, ExtensionBlock extensions) implements Handshake {
    static final Codec<CertificateRequest13> WIRE = struct("CertificateRequest",
        field("certificate_request_context", opaque(0, 0xFF), CertificateRequest13::certificateRequestContext),
        field("extensions", ExtensionBlock.in(0, CERTIFICATE_REQUEST), CertificateRequest13::extensions),
        CertificateRequest13::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(13);
}
