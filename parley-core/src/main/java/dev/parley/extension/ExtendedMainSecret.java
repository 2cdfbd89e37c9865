package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.Optional;

/** Binds TLS 1.2's main secret to the whole handshake, so that no two connections share it. RFC 7627. */
public final class ExtendedMainSecret implements Extension<Boolean, Boolean> {
    public static final ExtendedMainSecret IT = new ExtendedMainSecret();

    private ExtendedMainSecret() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(23, "extended_master_secret", "RFC 7627 section 5.1")
        .in(Codec.nothing("Empty", true), CLIENT_HELLO, SERVER_HELLO_12);

    @Override
    public Optional<Boolean> offer(Offering offering) {
        return offering.offers(ProtocolVersion.TLS_1_2) ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Optional<Boolean> answer(Boolean offered, Answering answering) {
        return answering.is12() ? Optional.of(true) : Optional.empty();
    }
}
