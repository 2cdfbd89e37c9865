package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.NEW_SESSION_TICKET;

import dev.parley.wire.Codec;
import java.util.Optional;

/** Application data before the handshake is done. RFC 9846 section 4.3.10. */
public final class EarlyData implements Extension<Boolean, Boolean> {
    public static final EarlyData IT = new EarlyData();

    private EarlyData() {}

    private static final Codec<Boolean> FLAG = Codec.nothing("Empty", true);
    /** How many bytes of early data a ticket allows. */
    public static final Codec<Long> LIMIT = Codec.UINT32;

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(42, "early_data", "RFC 9846 section 4.3.10")
        .in(FLAG, CLIENT_HELLO, ENCRYPTED_EXTENSIONS).in(LIMIT, NEW_SESSION_TICKET);

    @Override
    public Optional<Boolean> offer(Offering offering) {
        return offering.earlyData() ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Optional<Boolean> answer(Boolean offered, Answering answering) {
        return answering.takesEarlyData() ? Optional.of(true) : Optional.empty();
    }
}
