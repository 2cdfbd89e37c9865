package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE;
import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** Proof that a certificate stands in a public log. RFC 6962 section 3.3. */
public final class SignedCertificateTimestamp
    implements Extension<SignedCertificateTimestamp.Timestamps, SignedCertificateTimestamp.Timestamps> {
    public static final SignedCertificateTimestamp IT = new SignedCertificateTimestamp();

    private SignedCertificateTimestamp() {}

    /** @param list the serialized SCTs; empty in a request */
    public record Timestamps(List<Bytes> list) {
        static final Timestamps REQUEST = new Timestamps(List.of());
    }

    private static final Codec<Timestamps> LIST = struct("SignedCertificateTimestampList",
        field("sct_list", vector(alias("SerializedSCT", opaque(1, 0xFFFF)), 1, 0xFFFF), Timestamps::list),
        Timestamps::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(18, "signed_certificate_timestamp", "RFC 6962 section 3.3.1")
        .in(Codec.nothing("Empty", Timestamps.REQUEST), CLIENT_HELLO, CERTIFICATE_REQUEST)
        .in(LIST, SERVER_HELLO_12, CERTIFICATE);

    @Override
    public Optional<Timestamps> offer(Offering offering) {
        return offering.config().transparency().isOn() ? Optional.of(Timestamps.REQUEST) : Optional.empty();
    }

    /** What a ServerHello of TLS 1.2 or the extensions of a certificate have of them. */
    public static List<Bytes> in(ExtensionBlock block) {
        return block.answered(IT).map(Timestamps::list).orElse(List.of());
    }
}
