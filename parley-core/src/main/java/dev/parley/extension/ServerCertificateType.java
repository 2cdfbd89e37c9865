package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.NO_COMMON_CERTIFICATE_TYPE;

import dev.parley.config.TlsConfig;
import dev.parley.id.CertificateType;
import java.util.Optional;

/** May the server show a raw public key? RFC 7250 section 4. */
public final class ServerCertificateType extends CertificateTypes {
    public static final ServerCertificateType IT = new ServerCertificateType();

    private ServerCertificateType() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(20, "server_certificate_type", "RFC 7250 section 3")
        .in(list("ServerCertTypeExtension", "server_certificate_types"), CLIENT_HELLO)
        .in(CertificateType.WIRE, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);

    @Override
    public Optional<Types> offer(Offering offering) {
        return said(accepted(offering.config()));
    }

    /** Not with a key that both sides have already: then nothing is shown. */
    @Override
    public Optional<CertificateType> answer(Types offered, Answering answering) {
        return answering.resumes() ? Optional.empty() : Optional.of(choose(offered, answering.config()));
    }

    private static CertificateType choose(Types offered, TlsConfig config) {
        var owned = owned(config);
        return offered.types().stream().filter(owned::contains).findFirst()
            .orElseThrow(() -> NO_COMMON_CERTIFICATE_TYPE.because("the client takes %s, this server has %s",
                offered.types(), owned).offers("certificate types", owned, offered.types()));
    }

    /** Server: what it will show to this client. */
    public static CertificateType chosen(ExtensionBlock hello, TlsConfig config) {
        return hello.offered(IT).map(offered -> choose(offered, config)).orElse(CertificateType.X509);
    }

    /** What the server shows, by its answers. */
    public static CertificateType in(ExtensionBlock answers) {
        return IT.agreed(answers);
    }
}
