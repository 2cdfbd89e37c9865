package dev.parley.extension;

import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_CERTIFICATE_TYPE;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.config.TlsConfig;
import dev.parley.credential.Credential;
import dev.parley.id.CertificateType;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** What the two extensions of RFC 7250 have in common: one for each side's certificate. */
public abstract sealed class CertificateTypes implements Extension<CertificateTypes.Types, CertificateType>
    permits ClientCertificateType, ServerCertificateType {
    CertificateTypes() {}

    /** In ClientHello, the preferred first. */
    public record Types(List<CertificateType> types) {}

    static Codec<Types> list(String name, String field) {
        return struct(name, field(field, vector(CertificateType.WIRE, 1, 255), Types::types),
            Types::new);
    }

    /** What this side has to show, in its order. */
    static List<CertificateType> owned(TlsConfig config) {
        if (!config.rawKeys().shown().isEmpty()) return config.rawKeys().shown();
        var credentials = config.credentials().current();
        boolean plain = true;
        for (var credential : credentials) plain &= credential.type().equals(CertificateType.X509);
        if (plain) return credentials.isEmpty() ? List.of() : List.of(CertificateType.X509);
        return credentials.stream().map(Credential::type).distinct().toList();
    }

    /** Certificates alone go without saying. RFC 7250 section 4.1. */
    static Optional<Types> said(List<CertificateType> types) {
        boolean plain = types.isEmpty() || types.equals(List.of(CertificateType.X509));
        return plain ? Optional.empty() : Optional.of(new Types(types));
    }

    @Override
    public void accept(Types offered, CertificateType answer) {
        if (!offered.types.contains(answer))
            throw SERVER_CHOSE_UNOFFERED_CERTIFICATE_TYPE.because("%s", answer).offers("certificate types",
                offered.types, answer);
    }

    /** The type that a server's answers settle. */
    final CertificateType agreed(ExtensionBlock answers) {
        return answers.answered(this).orElse(CertificateType.X509);
    }
}
