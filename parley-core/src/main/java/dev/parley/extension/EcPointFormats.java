package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.KeyExchange;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** How points on curves are written: uncompressed, nothing else is in use. TLS 1.2 only. RFC 8422 section 5.1.2. */
public final class EcPointFormats implements Extension<EcPointFormats.Formats, EcPointFormats.Formats> {
    public static final EcPointFormats IT = new EcPointFormats();

    private EcPointFormats() {}

    public record Formats(List<Integer> formats) {
        static final Formats UNCOMPRESSED = new Formats(List.of(0));
    }

    private static final Codec<Formats> WIRE = struct("ECPointFormatList",
        field("ec_point_format_list", vector(alias("ECPointFormat", Codec.UINT8), 1, 0xFF), Formats::formats),
        Formats::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(11, "ec_point_formats", "RFC 8422 section 5.1.2").in(WIRE, CLIENT_HELLO, SERVER_HELLO_12);

    @Override
    public Optional<Formats> offer(Offering offering) {
        return offering.offers(ProtocolVersion.TLS_1_2) ? Optional.of(Formats.UNCOMPRESSED) : Optional.empty();
    }

    @Override
    public Optional<Formats> answer(Formats offered, Answering answering) {
        if (!offered.formats.contains(0))
            throw FORBIDDEN_VALUE.because("formats %s, without uncompressed (0) (RFC 8422 section 5.1.2)",
                offered.formats);
        return isElliptic(answering.suite().keyExchange()) ? Optional.of(Formats.UNCOMPRESSED)
            : Optional.empty();
    }

    @Override
    public void accept(Formats offered, Formats answer) {
        if (!answer.formats.contains(0))
            throw FORBIDDEN_VALUE.because("formats %s, without uncompressed (0) (RFC 8422 section 5.1.2)",
                answer.formats);
    }

    private static boolean isElliptic(KeyExchange exchange) {
        return exchange == KeyExchange.ECDHE || exchange == KeyExchange.ECDHE_PSK;
    }
}
