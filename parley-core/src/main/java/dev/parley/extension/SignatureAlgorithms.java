package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.Grease;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signatures that this side can verify, the preferred first. RFC 9846 section 4.3.3. */
public final class SignatureAlgorithms implements Extension<SignatureAlgorithms.Schemes, Void> {
    public static final SignatureAlgorithms IT = new SignatureAlgorithms();

    private SignatureAlgorithms() {}

    public record Schemes(List<SignatureScheme> schemes) {
        /** Without those that are nowhere meant, which are other ones in each hello. RFC 8701. */
        List<SignatureScheme> meant() {
            return schemes.stream().filter(it -> !Grease.is(it.id())).toList();
        }
    }

    static final Codec<Schemes> WIRE = struct("SignatureSchemeList",
        field("supported_signature_algorithms", vector(SignatureScheme.WIRE, 2, 0xFFFE), Schemes::schemes),
        Schemes::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(13, "signature_algorithms", "RFC 9846 section 4.3.3").in(WIRE, CLIENT_HELLO, CERTIFICATE_REQUEST);

    @Override
    public Optional<Schemes> offer(Offering offering) {
        var schemes = new ArrayList<SignatureScheme>();
        if (offering.config().grease()) schemes.add(new SignatureScheme(Grease.value(offering.grease() + 0x50)));
        schemes.addAll(offering.config().schemes());
        return Optional.of(new Schemes(List.copyOf(schemes)));
    }

    /** What a hello or a request offers, but for values without meaning; nothing if it does not say. */
    public static List<SignatureScheme> in(ExtensionBlock block) {
        return block.offered(IT).map(Schemes::meant).orElse(List.of());
    }
}
