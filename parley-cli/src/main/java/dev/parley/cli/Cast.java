package dev.parley.cli;

import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;

/** The client and the server of a demonstration, with authorities and certificates made for it. */
record Cast(Tls client, Tls server) {
    static Cast of(Plot plot) {
        var root = LabAuthority.create(Spec.authority("Parley Lab Root").key(authorityKind(plot.kind)), LabKeys.FRESH);
        var authority = root.intermediate("Parley Lab Authority");
        var issued = issue(plot, authority);
        var clientAuthority = plot.mutual ? LabAuthority.create(
            Spec.authority("Parley Lab Client Authority").key(KeyKind.P256), LabKeys.FRESH) : root;
        return new Cast(client(plot, root, clientAuthority), server(plot, issued, clientAuthority));
    }

    /** Only servers' own keys are meant to be slow to make or weak. */
    private static KeyKind authorityKind(KeyKind kind) {
        return switch (kind) {
            case RSA_1024, RSA_2048 -> KeyKind.P256;
            default -> kind;
        };
    }

    private static LabCertificate issue(Plot plot, LabAuthority authority) {
        var spec = plot.certificate.apply(Spec.server(Plot.HOST).key(plot.kind));
        return plot.serverIsSelfSigned ? LabAuthority.selfSigned(spec, LabKeys.FRESH) : authority.issue(spec);
    }

    private static Tls client(Plot plot, LabAuthority root, LabAuthority clientAuthority) {
        var stranger = LabAuthority.create(Spec.authority("Some Other Authority"), LabKeys.FRESH).root();
        var trusted = plot.serverIsTrusted ? root.root() : stranger;
        return Tls.client(it -> {
            it.trust(Trust.of(List.of(trusted)));
            if (plot.mutual && plot.clientHasCertificate) it.credentials(ofClient(clientAuthority));
            plot.applyToClient(it);
        });
    }

    private static Credential ofClient(LabAuthority authority) {
        var issued = authority.issue(Spec.client("Alice"));
        return Credential.of(issued.chain(), issued.key());
    }

    private static Tls server(Plot plot, LabCertificate issued, LabAuthority clientAuthority) {
        return Tls.server(it -> {
            if (plot.signsWithOtherKey) it.crypto(new ForeignKey(plot.crypto(), plot.kind.generate().getPrivate()));
            it.credentials(Credential.of(issued.chain(), issued.key()));
            if (plot.mutual) trustClients(it, plot, clientAuthority);
            plot.applyToServer(it);
        });
    }

    private static void trustClients(TlsSettings settings, Plot plot, LabAuthority authority) {
        X509Certificate trusted = plot.clientIsKnown ? authority.root()
            : LabAuthority.create(Spec.authority("The Only Authority For Clients"), LabKeys.FRESH).root();
        settings.trust(Trust.of(List.of(trusted)))
            .authorities(List.of(Bytes.of(trusted.getSubjectX500Principal().getEncoded())));
    }
}
