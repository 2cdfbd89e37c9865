package dev.parley.extension;

import static dev.parley.extension.Place.ENCODED_CLIENT_HELLO;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Codec;
import java.util.List;

/** Stands in a hidden hello for extensions that are the same in the one around it. RFC 9849 section 5.1. */
public final class EchOuterExtensions implements Extension<EchOuterExtensions.Types, Void> {
    public static final EchOuterExtensions IT = new EchOuterExtensions();

    private EchOuterExtensions() {}

    /** @param types in the order in which they stand outside */
    public record Types(List<ExtensionType> types) {}

    /** How many there can be. */
    public static final int MOST = 127;

    private static final Codec<Types> WIRE =
        alias("OuterExtensions", Codec.map(vector(ExtensionType.WIRE, 2, 2 * MOST), Types::new, Types::types));

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(0xFD00, "ech_outer_extensions", "RFC 9849 section 5.1").in(WIRE, ENCODED_CLIENT_HELLO);
}
