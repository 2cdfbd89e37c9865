package dev.parley.session;

import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What two sides remember of a connection in order to begin the next one sooner. RFC 9846 section 4.7.1, RFC 5246
 * appendix F.1.4.
 *
 * <p>Immutable but for its secret, which whoever holds the session closes.
 *
 * @param secret the main secret of TLS 1.2, or the PSK that a ticket of TLS 1.3 stands for
 * @param created when the session began or the ticket was given out
 * @param lifetime how long it may be used; at most seven days in TLS 1.3
 * @param serverName the host that the client asked for
 * @param protocol the application protocol
 * @param peerChain the certificates that the peer had shown, in DER, its own first
 * @param ageAdd hides the ticket's age on the wire; 0 in TLS 1.2
 * @param earlyData how many bytes of early data the ticket allows
 * @param id client: the session id of TLS 1.2, or the ticket; server: empty
 * @param isTicket client: is {@code id} a ticket?
 * @param until when it is over for good, however often it is renewed. RFC 9846 section 4.7.1
 */
public record Session(ProtocolVersion version, CipherSuite suite, Secret secret, boolean extendedMainSecret,
    boolean encryptThenMac,
    Instant created, Duration lifetime, Optional<String> serverName, Optional<Bytes> protocol, List<Bytes> peerChain,
    long ageAdd,
    long earlyData, Bytes id, boolean isTicket, Instant until) implements AutoCloseable {
    /** RFC 9846 section 4.7.1. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public Session {
        peerChain = List.copyOf(peerChain);
    }

    /** One that begins now, with a peer whose certificate does not matter. */
    public Session(ProtocolVersion version, CipherSuite suite, Secret secret, boolean extendedMainSecret,
        boolean encryptThenMac, Instant created, Duration lifetime, Optional<String> serverName,
        Optional<Bytes> protocol, List<Bytes> peerChain, long ageAdd, long earlyData, Bytes id, boolean isTicket) {
        this(version, suite, secret, extendedMainSecret, encryptThenMac, created, lifetime, serverName, protocol,
            peerChain, ageAdd, earlyData, id, isTicket, until(created, List.of()));
    }

    /**
     * When a session is over for good that begins now: after seven days, or when the certificate is over by which the peer
     * proved itself.
     *
     * @param peerPath the peer's certificates as they were verified, its own first; empty if it showed none
     */
    public static Instant until(Instant now, List<X509Certificate> peerPath) {
        var longest = now.plus(LONGEST);
        if (peerPath.isEmpty()) return longest;
        var certificate = peerPath.getFirst().getNotAfter().toInstant();
        return certificate.isBefore(longest) ? certificate : longest;
    }

    /** How much of a lifetime is left before it is over for good; zero if nothing is. */
    public static Duration left(Duration lifetime, Instant now, Instant until) {
        var left = Duration.between(now, until);
        if (left.isNegative()) return Duration.ZERO;
        return left.compareTo(lifetime) < 0 ? left : lifetime;
    }

    public boolean isExpired(Instant now) {
        return now.isAfter(created.plus(lifetime)) || now.isAfter(until) || created.isAfter(now.plus(TOLERANCE));
    }

    /** By how much the clocks of two machines may differ. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** The same with a secret of its own. */
    public Session copy() {
        return new Session(version, suite, secret.copy(), extendedMainSecret, encryptThenMac, created, lifetime,
            serverName, protocol,
            peerChain, ageAdd, earlyData, id, isTicket, until);
    }

    /** How many bytes it takes, roughly. */
    public int weight() {
        int chain = peerChain.stream().mapToInt(Bytes::length).sum();
        return OVERHEAD + secret.length() + chain + id.length();
    }

    private static final int OVERHEAD = 300;

    @Override
    public void close() {
        secret.close();
    }
}
