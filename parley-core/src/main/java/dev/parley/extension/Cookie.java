package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.HELLO_RETRY_REQUEST;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.Optional;

/** What the server wants back with the second hello, so that it need not remember the first. RFC 9846 section 4.3.2. */
public final class Cookie implements Extension<Bytes, Bytes> {
    public static final Cookie IT = new Cookie();

    private Cookie() {}

    private static final Codec<Bytes> WIRE =
        struct("Cookie", field("cookie", opaque(1, 0xFFFF), (Bytes cookie) -> cookie), cookie -> cookie);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(44, "cookie", "RFC 9846 section 4.3.2").in(WIRE, CLIENT_HELLO, HELLO_RETRY_REQUEST);

    @Override
    public Optional<Bytes> offer(Offering offering) {
        return offering.cookie();
    }
}
