package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.NO_COMMON_CERTIFICATE_TYPE;

import dev.parley.config.ClientAuth;
import dev.parley.config.TlsConfig;
import dev.parley.id.CertificateType;
import java.util.List;
import java.util.Optional;

/** May the client show a raw public key, if it is asked? RFC 7250 section 4. */
public final class ClientCertificateType extends CertificateTypes {
    public static final ClientCertificateType IT = new ClientCertificateType();

    private ClientCertificateType() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(19, "client_certificate_type", "RFC 7250 section 3")
        .in(list("ClientCertTypeExtension", "client_certificate_types"), CLIENT_HELLO)
        .in(CertificateType.WIRE, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);

    @Override
    public Optional<Types> offer(Offering offering) {
        return said(owned(offering.config()));
    }

    /** Only by a server that will ask. RFC 7250 section 4.2. */
    @Override
    public Optional<CertificateType> answer(Types offered, Answering answering) {
        var config = answering.config();
        if (config.clientAuth() == ClientAuth.NONE || answering.resumes()) return Optional.empty();
        return Optional.of(choose(offered.types(), config));
    }

    /** In the server's order. */
    private static CertificateType choose(List<CertificateType> offered, TlsConfig config) {
        var takes = config.rawKeys().takes();
        return takes.stream().filter(offered::contains).findFirst()
            .orElseThrow(() -> NO_COMMON_CERTIFICATE_TYPE.because("the client has %s, this server takes %s", offered,
                takes).offers("certificate types", takes, offered));
    }

    /** Server: a client that says nothing has certificates alone, which may be none that this server would take. */
    public static void check(ExtensionBlock hello, TlsConfig config) {
        if (config.clientAuth() != ClientAuth.NONE && !hello.has(IT)) choose(List.of(CertificateType.X509), config);
    }

    /** What the client shows, if it is asked, by the server's answers. */
    public static CertificateType in(ExtensionBlock answers) {
        return IT.agreed(answers);
    }
}
