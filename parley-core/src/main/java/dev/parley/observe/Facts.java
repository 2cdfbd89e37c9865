package dev.parley.observe;

import dev.parley.config.Side;
import dev.parley.credential.LeafKey;
import dev.parley.ech.EchFate;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What both sides have agreed on. Immutable.
 *
 * @param group empty where there was no (EC)DHE exchange
 * @param serverScheme how the server proved itself; empty for RSA key exchange
 * @param clientScheme how the client proved itself, if it did
 * @param protocol the application protocol
 * @param serverName the host that the client asked for
 * @param localChain the certificates that this side showed, in DER, its own first
 * @param peerChain the certificates that the peer showed, in DER, its own first; or its raw public key alone
 * @param peerPath the peer's path as it was verified, up to the trusted authority; empty if nothing was verified
 * @param retried did it take a HelloRetryRequest?
 * @param resumed does it continue an earlier session?
 * @param extendedMainSecret is the main secret bound to the whole handshake? Always so in TLS 1.3
 * @param sessionId of TLS 1.2, or the value that TLS 1.3 echoes; may be empty
 * @param notResumed why it does not continue an earlier session, if it does not
 * @param earlyData what became of early data
 * @param firstFinished TLS 1.2: the verify_data of the Finished that came first, for {@code tls-unique}. RFC 5929 section 3
 * @param ech was the hello hidden? RFC 9849
 * @param peerDelegatedUntil when the key ends that the peer signed with, if its certificate had delegated to it. RFC 9345
 */
public record Facts(Side side, ProtocolVersion version, CipherSuite suite, Optional<NamedGroup> group,
    Optional<SignatureScheme> serverScheme, Optional<SignatureScheme> clientScheme, Optional<Bytes> protocol,
    Optional<String> serverName, List<Bytes> localChain, List<Bytes> peerChain, List<X509Certificate> peerPath,
    boolean retried,
    boolean resumed, boolean extendedMainSecret, boolean encryptThenMac, Bytes sessionId, Bytes clientRandom,
    Optional<NotResumed> notResumed, EarlyFate earlyData, Optional<Bytes> firstFinished,
    EchFate ech, Optional<Instant> peerDelegatedUntil) {
    public Facts {
        localChain = List.copyOf(localChain);
        peerChain = List.copyOf(peerChain);
        peerPath = List.copyOf(peerPath);
        sessionId = sessionId.alone();
        clientRandom = clientRandom.alone();
    }

    /** The same, once the client has shown this chain and proved that it holds the key. RFC 9846 section 4.7.2. */
    public Facts authenticated(Optional<SignatureScheme> scheme, List<Bytes> chain, List<X509Certificate> path,
        Optional<Instant> delegatedUntil) {
        boolean own = side == Side.CLIENT;
        return new Facts(side, version, suite, group, serverScheme, scheme, protocol, serverName,
            own ? chain : localChain, own ? peerChain : chain, own ? peerPath : path, retried, resumed,
            extendedMainSecret, encryptThenMac, sessionId, clientRandom, notResumed, earlyData, firstFinished, ech,
            own ? peerDelegatedUntil : delegatedUntil);
    }

    /** The public key that the peer showed without a certificate, if it did. RFC 7250. */
    public Optional<PublicKey> peerRawKey() {
        boolean raw = peerChain.size() == 1 && LeafKey.isInfo(peerChain.getFirst());
        return raw ? Optional.of(LeafKey.ofInfo(peerChain.getFirst()).key()) : Optional.empty();
    }

    /** One line: {@code TLS 1.3, TLS_AES_128_GCM_SHA256, X25519MLKEM768, h2, resumed: no}. */
    @Override
    public String toString() {
        var text = new StringBuilder(version.name()).append(", ").append(suite.name());
        group.ifPresent(it -> text.append(", ").append(it.name()));
        serverScheme.ifPresent(it -> text.append(", ").append(it.name()));
        protocol.ifPresent(it -> text.append(", ").append(it.text()));
        if (ech == EchFate.ACCEPTED) text.append(", hello encrypted");
        if (retried) text.append(", retried");
        return text.append(", resumed: ").append(resumed ? "yes" : "no").toString();
    }
}
