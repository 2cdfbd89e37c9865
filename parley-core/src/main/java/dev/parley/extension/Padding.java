package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** Fills a hello up to a length: zeros without meaning. RFC 7685. */
public final class Padding implements Extension<Bytes, Void> {
    public static final Padding IT = new Padding();

    private Padding() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(21, "padding", "RFC 7685 section 3").in(Codec.rest("Padding"), CLIENT_HELLO);
}
