package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE;
import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;

import dev.parley.config.TlsConfig;
import dev.parley.credential.Delegation;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import java.util.List;
import java.util.Optional;

/** "Your certificate may be represented by a key of a few days", with what that key may sign with. TLS 1.3 only. RFC 9345. */
public final class DelegatedCredential implements Extension<SignatureAlgorithms.Schemes, Void> {
    public static final DelegatedCredential IT = new DelegatedCredential();

    private DelegatedCredential() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(34, "delegated_credential", "RFC 9345 section 4.1")
        .in(SignatureAlgorithms.WIRE, CLIENT_HELLO, CERTIFICATE_REQUEST)
        .in(Delegation.WIRE, CERTIFICATE);

    @Override
    public Optional<SignatureAlgorithms.Schemes> offer(Offering offering) {
        return offering.offers(ProtocolVersion.TLS_1_3) ? of(offering.config()) : Optional.empty();
    }

    /** What delegated keys may sign with for this side, for a hello or a request. */
    public static Optional<SignatureAlgorithms.Schemes> of(TlsConfig config) {
        var schemes = config.delegatedCredentials()
            ? config.schemes().stream().filter(Delegation::allows).toList() : List.<SignatureScheme>of();
        return schemes.isEmpty() ? Optional.empty() : Optional.of(new SignatureAlgorithms.Schemes(schemes));
    }

    /** What a hello or a request says; nothing if it does not. */
    public static List<SignatureScheme> in(ExtensionBlock block) {
        return block.offered(IT).map(SignatureAlgorithms.Schemes::schemes).orElse(List.of());
    }
}
