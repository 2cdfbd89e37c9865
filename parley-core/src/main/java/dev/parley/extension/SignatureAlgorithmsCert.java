package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;

import dev.parley.id.SignatureScheme;
import java.util.List;
import java.util.Optional;

/** The signatures that may stand in certificates, where they differ from those of the handshake. RFC 9846 section 4.3.3. */
public final class SignatureAlgorithmsCert implements Extension<SignatureAlgorithms.Schemes, Void> {
    public static final SignatureAlgorithmsCert IT = new SignatureAlgorithmsCert();

    private SignatureAlgorithmsCert() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(50, "signature_algorithms_cert", "RFC 9846 section 4.3.3")
        .in(SignatureAlgorithms.WIRE, CLIENT_HELLO, CERTIFICATE_REQUEST);

    @Override
    public Optional<SignatureAlgorithms.Schemes> offer(Offering offering) {
        var schemes = offering.config().certificateSchemes();
        return schemes.isEmpty() ? Optional.empty() : Optional.of(new SignatureAlgorithms.Schemes(schemes));
    }

    /** What may stand in the certificates that answer this block: the other extension's list if this one is absent. */
    public static List<SignatureScheme> in(ExtensionBlock block) {
        return block.offered(IT).map(SignatureAlgorithms.Schemes::schemes)
            .orElseGet(() -> SignatureAlgorithms.in(block));
    }
}
