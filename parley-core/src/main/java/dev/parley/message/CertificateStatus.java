package dev.parley.message;

import dev.parley.extension.StatusRequest;
import dev.parley.wire.Codec;

/** A stapled OCSP response of TLS 1.2. RFC 6066 section 8. */
public record CertificateStatus(StatusRequest.Status status) implements Handshake {
    static final Codec<CertificateStatus> WIRE =
        Codec.map(StatusRequest.STATUS, CertificateStatus::new, CertificateStatus::status);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(22);
}
