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
        return said(offering.config().rawKeys().takes());
    }

    /** With a key that both sides have already nothing is shown, so that there need be nothing in common. */
    @Override
    public Optional<CertificateType> answer(Types offered, Answering answering) {
        return answering.resumes() ? common(offered, answering.config())
            : Optional.of(choose(offered, answering.config()));
    }

    private static Optional<CertificateType> common(Types offered, TlsConfig config) {
        return owned(config).stream().filter(offered.types()::contains).findFirst();
    }

    /** In the server's order, as its credentials are. */
    private static CertificateType choose(Types offered, TlsConfig config) {
        return common(offered, config)
            .orElseThrow(() -> NO_COMMON_CERTIFICATE_TYPE.because("the client takes %s, this server has %s",
                offered.types(), owned(config)).offers("certificate types", owned(config), offered.types()));
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
