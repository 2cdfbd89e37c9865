package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.Optional;

/** The client brings a ticket of TLS 1.2, or is ready for one. RFC 5077 section 3.2. */
public final class SessionTicket implements Extension<Bytes, Boolean> {
    public static final SessionTicket IT = new SessionTicket();

    private SessionTicket() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(35, "session_ticket", "RFC 5077 section 3.2")
        .in(Codec.rest("SessionTicket"), CLIENT_HELLO).in(Codec.nothing("Empty", true), SERVER_HELLO_12);

    @Override
    public Optional<Bytes> offer(Offering offering) {
        return offering.ticket12();
    }

    @Override
    public Optional<Boolean> answer(Bytes offered, Answering answering) {
        return answering.givesTicket() ? Optional.of(true) : Optional.empty();
    }
}
