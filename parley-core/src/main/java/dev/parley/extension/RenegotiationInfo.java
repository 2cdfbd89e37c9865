package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.BAD_RENEGOTIATION_INFO;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.Optional;

/** Binds a renegotiation to the connection it happens in; in a first handshake it is empty. RFC 5746. */
public final class RenegotiationInfo implements Extension<Bytes, Bytes> {
    public static final RenegotiationInfo IT = new RenegotiationInfo();

    private RenegotiationInfo() {}

    private static final Codec<Bytes> WIRE = struct("RenegotiationInfo",
        field("renegotiated_connection", opaque(0, 0xFF), (Bytes info) -> info), info -> info);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(0xFF01, "renegotiation_info", "RFC 5746 section 3.2").in(WIRE, CLIENT_HELLO, SERVER_HELLO_12);

    @Override
    public Optional<Bytes> offer(Offering offering) {
        return offering.offers(ProtocolVersion.TLS_1_2) ? Optional.of(Bytes.EMPTY) : Optional.empty();
    }

    @Override
    public Optional<Bytes> answer(Bytes offered, Answering answering) {
        if (!offered.isEmpty()) throw BAD_RENEGOTIATION_INFO.because("%d bytes in a first handshake", offered.length());
        return Optional.of(Bytes.EMPTY);
    }

    @Override
    public void accept(Bytes offered, Bytes answer) {
        if (!answer.isEmpty()) throw BAD_RENEGOTIATION_INFO.because("%d bytes in a first handshake", answer.length());
    }
}
