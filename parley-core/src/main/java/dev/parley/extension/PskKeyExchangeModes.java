package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

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

    /** Offered with a key, and by whoever wants tickets: a server gives none that fit no mode. RFC 9846 section 4.3.9. */
    @Override
    public Optional<Modes> offer(Offering offering) {
        var config = offering.config();
        if (!offering.offers(ProtocolVersion.TLS_1_3)) return Optional.empty();
        if (!config.clientSessions().keeps() && config.externalPsks().isEmpty()) return Optional.empty();
        return Optional.of(new Modes(config.pskOnly() ? List.of(PSK_DHE_KE, PSK_KE) : List.of(PSK_DHE_KE)));
    }

    /** Does a hello offer this mode? */
    public static boolean offers(ExtensionBlock hello, int mode) {
        return hello.offered(IT).map(modes -> modes.modes.contains(mode)).orElse(false);
    }
}
