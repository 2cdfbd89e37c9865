package dev.parley.session;

import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
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
 */
public record Session(ProtocolVersion version, CipherSuite suite, Secret secret, boolean extendedMainSecret,
    boolean encryptThenMac,
    Instant created, Duration lifetime, Optional<String> serverName, Optional<Bytes> protocol, List<Bytes> peerChain,
    long ageAdd,
    long earlyData, Bytes id, boolean isTicket) implements AutoCloseable {
    /** RFC 9846 section 4.7.1. */
    public static final Duration LONGEST = Duration.ofDays(7);

    public Session {
        peerChain = List.copyOf(peerChain);
    }

    public boolean isExpired(Instant now) {
        return now.isAfter(created.plus(lifetime)) || created.isAfter(now.plus(TOLERANCE));
    }

    /** By how much the clocks of two machines may differ. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** The same with a secret of its own. */
    public Session copy() {
        return new Session(version, suite, secret.copy(), extendedMainSecret, encryptThenMac, created, lifetime,
            serverName, protocol,
            peerChain, ageAdd, earlyData, id, isTicket);
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
