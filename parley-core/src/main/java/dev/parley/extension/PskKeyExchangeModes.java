package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Codec;
import java.util.List;

/** Whether keys shared beforehand go with a fresh Diffie-Hellman exchange or alone. RFC 9846 section 4.3.9. */
public final class PskKeyExchangeModes implements Extension<PskKeyExchangeModes.Modes, Void> {
    public static final PskKeyExchangeModes IT = new PskKeyExchangeModes();

    private PskKeyExchangeModes() {}

    /** The key alone: no forward secrecy. */
    public static final int PSK_KE = 0;
    /** The key and an (EC)DHE exchange. */
    public static final int PSK_DHE_KE = 1;

    public record Modes(List<Integer> modes) {}

    private static final Codec<Modes> WIRE = struct("PskKeyExchangeModes",
        field("ke_modes", vector(alias("PskKeyExchangeMode", Codec.UINT8), 1, 255), Modes::modes),
        Modes::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(45, "psk_key_exchange_modes", "RFC 9846 section 4.3.9").in(WIRE, CLIENT_HELLO);
}
