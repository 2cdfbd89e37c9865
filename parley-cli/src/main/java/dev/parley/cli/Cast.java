package dev.parley.cli;

import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Delegation;
import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who plays in a demonstration: authorities and certificates made for it.
 *
 * @param server the server's certificate and key
 * @param client the client's
 * @param trusted by the client
 * @param clientAuthority issued the client's certificate
 */
record Cast(Plot plot, LabCertificate server, LabCertificate client, X509Certificate trusted,
    LabAuthority clientAuthority) {
    static Cast of(Plot plot) {
        var root = LabAuthority.create(Spec.authority("Parley Lab Root").key(authorityKind(plot.kind)), LabKeys.FRESH);
        var authority = root.intermediate("Parley Lab Authority");
        var clientAuthority =
            LabAuthority.create(Spec.authority("Parley Lab Client Authority").key(KeyKind.P256), LabKeys.FRESH);
        var stranger = LabAuthority.create(Spec.authority("Some Other Authority"), LabKeys.FRESH).root();
        return new Cast(plot, issue(plot, authority), clientAuthority.issue(Spec.client("Alice")),
            plot.serverIsTrusted ? root.root() : stranger, clientAuthority);
    }

    /** Only servers' own keys are meant to be slow to make or weak. */
    private static KeyKind authorityKind(KeyKind kind) {
        return switch (kind) {
            case RSA_1024, RSA_2048 -> KeyKind.P256;
            default -> kind;
        };
    }

    private static LabCertificate issue(Plot plot, LabAuthority authority) {
        var plain = Spec.server(Plot.HOST).key(plot.kind);
        var spec = plot.certificate.apply(plot.delegated
            ? plain.extension(Delegation.DELEGATION_USAGE, false, new byte[]{5, 0}) : plain);
        return plot.serverIsSelfSigned ? LabAuthority.selfSigned(spec, LabKeys.FRESH) : authority.issue(spec);
    }

    /** The client, as the plot wants it now. */
    Tls asClient() {
        return Tls.client(it -> {
            it.trust(Trust.of(List.of(trusted)));
            if (plot.mutual && plot.clientHasCertificate) it.credentials(Credential.of(client.chain(), client.key()));
            it.delegatedCredentials(plot.delegated);
            plot.applyToClient(it);
        });
    }

    /** The server, as the plot wants it now. */
    Tls asServer() {
        return Tls.server(it -> {
            if (plot.signsWithOtherKey) it.crypto(new ForeignKey(plot.crypto(), plot.kind.generate().getPrivate()));
            it.credentials(credential());
            if (plot.mutual) trustClients(it);
            plot.applyToServer(it);
        });
    }

    private Credential credential() {
        var own = Credential.of(server.chain(), server.key());
        if (!plot.delegated) return own;
        var pair = KeyKind.P256.generate();
        var now = Instant.now();
        var delegation = Delegation.issue(plot.crypto(), own, PeerChain.Side.SERVER, pair.getPublic(),
            SignatureScheme.ECDSA_SECP256R1_SHA256, now, now.plus(Duration.ofDays(3)));
        return Credential.delegated(own.chain(), delegation, pair.getPrivate());
    }

    private void trustClients(TlsSettings settings) {
        X509Certificate known = plot.clientIsKnown ? clientAuthority.root()
            : LabAuthority.create(Spec.authority("The Only Authority For Clients"), LabKeys.FRESH).root();
        settings.trust(Trust.of(List.of(known)))
            .authorities(List.of(Bytes.of(known.getSubjectX500Principal().getEncoded())));
    }
}
