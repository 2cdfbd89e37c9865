package dev.parley.credential;

import static dev.parley.failure.Reason.UNREADABLE_CERTIFICATE;

import dev.parley.id.CertificateType;
import dev.parley.wire.Bytes;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that the peer showed, with what is needed to judge them. RFC 9846 section 4.5.1.3.
 *
 * @param side whose chain it is
 * @param certificates encoded, as they came, the end-entity first; never empty
 * @param host whom this side wanted to reach: a host name or an IP address; empty for a client's chain
 * @param authType how the key is used, by JSSE's names: {@code ECDHE_ECDSA}, {@code UNKNOWN} for TLS 1.3, or
 *        {@code RSA} if it decrypts instead of signing
 * @param now the time to judge by
 * @param type certificates, or one raw public key. RFC 7250
 * @param statusAsked did this side ask for one?
 * @param statuses the OCSP responses that the peer stapled, in the order of the certificates; empty bytes stand for none, and
 *        the list may be shorter. RFC 6066 section 8, RFC 6961, RFC 9846 section 4.5.1.1
 * @param timestamps the SignedCertificateTimestamps of the end-entity certificate that came with it. RFC 6962 section 3.3.1
 */
public record PeerChain(Side side, List<Bytes> certificates, Optional<String> host, String authType, Instant now,
    CertificateType type, boolean statusAsked, List<Bytes> statuses, List<Bytes> timestamps) {

    public enum Side {
        CLIENT,
        SERVER
    }

    public PeerChain {
        if (certificates.isEmpty()) throw new IllegalArgumentException("a chain has at least one certificate");
        certificates = List.copyOf(certificates);
        statuses = areAllEmpty(statuses) ? List.of() : List.copyOf(statuses);
        timestamps = List.copyOf(timestamps);
    }

    private static boolean areAllEmpty(List<Bytes> statuses) {
        for (var status : statuses) if (!status.isEmpty()) return false;
        return true;
    }

    private static PeerChain of(Side side, List<Bytes> certificates, Optional<String> host, Instant now) {
        return new PeerChain(side, certificates, host, "UNKNOWN", now, CertificateType.X509, false, List.of(),
            List.of());
    }

    /** A server's chain, in TLS 1.3. */
    public static PeerChain ofServer(List<Bytes> certificates, String host, Instant now) {
        return of(Side.SERVER, certificates, Optional.of(host), now);
    }

    /** A client's chain, in TLS 1.3. */
    public static PeerChain ofClient(List<Bytes> certificates, Instant now) {
        return of(Side.CLIENT, certificates, Optional.empty(), now);
    }

    /** A server's chain. @param host the name or address wanted, if it is to be checked */
    public static PeerChain server(List<Bytes> certificates, Optional<String> host, Instant now) {
        return of(Side.SERVER, certificates, host, now);
    }

    public PeerChain host(Optional<String> host) {
        return new PeerChain(side, certificates, host, authType, now, type, statusAsked, statuses, timestamps);
    }

    public PeerChain authType(String authType) {
        return new PeerChain(side, certificates, host, authType, now, type, statusAsked, statuses, timestamps);
    }

    public PeerChain type(CertificateType type) {
        return new PeerChain(side, certificates, host, authType, now, type, statusAsked, statuses, timestamps);
    }

    public PeerChain statusAsked(boolean asked) {
        return new PeerChain(side, certificates, host, authType, now, type, asked, statuses, timestamps);
    }

    /** With a stapled response for the end-entity certificate, or none. */
    public PeerChain status(Optional<Bytes> status) {
        return statuses(status.map(List::of).orElse(List.of()));
    }

    public PeerChain statuses(List<Bytes> all) {
        return new PeerChain(side, certificates, host, authType, now, type, statusAsked, all, timestamps);
    }

    public PeerChain timestamps(List<Bytes> all) {
        return new PeerChain(side, certificates, host, authType, now, type, statusAsked, statuses, all);
    }

    /** The response that the peer stapled for its end-entity certificate. */
    public Optional<Bytes> status() {
        return status(0);
    }

    /** The one for this certificate of the chain, counted from 0. */
    public Optional<Bytes> status(int certificate) {
        return certificate < statuses.size() && !statuses.get(certificate).isEmpty()
            ? Optional.of(statuses.get(certificate)) : Optional.empty();
    }

    /** The end-entity certificate's key, read without judging the rest. Throws as {@link LeafKey#of}. */
    public LeafKey leaf() {
        return type.equals(CertificateType.X509) ? LeafKey.of(certificates.getFirst())
            : LeafKey.ofInfo(certificates.getFirst());
    }

    /** The key of {@link #leaf}. */
    public PublicKey publicKey() {
        return leaf().key();
    }

    /** All of them, parsed now. @throws dev.parley.failure.HandshakeFailure UNREADABLE_CERTIFICATE, saying which */
    public List<X509Certificate> parsed() {
        var parsed = new ArrayList<X509Certificate>();
        for (var encoded : certificates) {
            try {
                parsed.add(CertificateText.parse(encoded));
            } catch (CertificateException failure) {
                throw UNREADABLE_CERTIFICATE.because(failure, "certificate %d of %d does not parse: %s",
                    parsed.size() + 1,
                    certificates.size(), CertificateText.tame(String.valueOf(failure.getMessage())));
            }
        }
        return List.copyOf(parsed);
    }
}
