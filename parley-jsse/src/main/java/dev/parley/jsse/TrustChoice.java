package dev.parley.jsse;

import dev.parley.credential.HostCheck;
import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Lets the trust manager of a connection judge. Parley's own is asked as the core asks; an extended one judges all by
 * itself, host name and algorithms too, as it was promised; for a plain one that is done here, behind it.
 */
final class TrustChoice implements Trust {
    private final X509TrustManager trust;
    private final Face face;
    private final Session session;
    private final Wishes<?> wishes;

    TrustChoice(X509TrustManager trust, Face face, Session session, Wishes<?> wishes) {
        this.trust = trust;
        this.face = face;
        this.session = session;
        this.wishes = wishes;
    }

    /** A host in the question is the public name of a server that has rejected a hidden hello. RFC 9849 section 6.1.7. */
    @Override
    public VerifiedChain check(PeerChain chain) {
        try {
            boolean own = trust instanceof CredentialTrust;
            var verified = trust instanceof CredentialTrust it ? it.trust().check(chain) : ask(chain);
            if (own || !(trust instanceof X509ExtendedTrustManager)) {
                constrain(verified);
                if (wishes.identifies() && chain.host().isEmpty()) checkHost(chain);
            }
            if (chain.host().isPresent()) HostCheck.check(chain.parsed().getFirst(), chain);
            session.peer = chain.parsed().toArray(X509Certificate[]::new);
            return verified;
        } catch (CertificateException refusal) {
            throw Failures.refused(refusal);
        }
    }

    private VerifiedChain ask(PeerChain chain) throws CertificateException {
        var sent = chain.parsed();
        if (!chain.publicKey().equals(sent.getFirst().getPublicKey()))
            throw Reason.UNREADABLE_CERTIFICATE
                .because("two readings of the end-entity certificate find different keys in it");
        var array = sent.toArray(X509Certificate[]::new);
        boolean client = chain.side() == PeerChain.Side.CLIENT;
        if (trust instanceof X509ExtendedTrustManager more) {
            if (client) face.checkClient(more, array, clientAuthType(array[0]));
            else face.checkServer(more, array, chain.authType());
        } else {
            if (client) trust.checkClientTrusted(array, clientAuthType(array[0]));
            else trust.checkServerTrusted(array, chain.authType());
        }
        return new VerifiedChain(sent, List.of(new VerifiedChain.Check("trust manager", "accepted by "
            + trust.getClass().getName(), "the application")));
    }

    private static String clientAuthType(X509Certificate leaf) {
        var algorithm = leaf.getPublicKey().getAlgorithm();
        return switch (algorithm) {
            case "RSA", "DSA", "EC", "RSASSA-PSS" -> algorithm;
            default -> "UNKNOWN";
        };
    }

    /** By the name that was asked for in the hello, or by the host that the program named. */
    private void checkHost(PeerChain chain) {
        var hosts = new LinkedHashSet<String>();
        if (chain.side() == PeerChain.Side.SERVER) for (var name : session.serverNames)
            if (name instanceof SNIHostName host) hosts.add(host.getAsciiName());
        if (session.getPeerHost() != null && !session.getPeerHost().isEmpty()) hosts.add(session.getPeerHost());
        if (hosts.isEmpty())
            throw Reason.WRONG_HOST_NAME.because("a certificate for the host is wanted, but no host was named");
        HandshakeFailure last = null;
        for (var host : hosts) {
            try {
                HostCheck.check(chain.parsed().getFirst(), chain.host(Optional.of(host)));
                return;
            } catch (HandshakeFailure failure) {
                last = failure;
            }
        }
        throw last;
    }

    /** What is disabled for TLS is disabled in certificates too, the authority's own apart. */
    private void constrain(VerifiedChain verified) {
        var constraints = Constraints.of(wishes.constraints);
        var path = verified.path();
        var last = path.getLast();
        boolean anchored = path.size() > 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        for (var certificate : anchored ? path.subList(0, path.size() - 1) : path)
            constraints.against(certificate).ifPresent(against -> {
                throw Reason.WEAK_CERTIFICATE.because("%s %s", certificate.getSubjectX500Principal(), against);
            });
    }
}
