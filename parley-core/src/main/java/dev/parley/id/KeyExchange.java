package dev.parley.id;

/** How a suite of TLS 1.2 agrees on the premaster secret; TLS 1.3 suites leave it to the extensions. */
public enum KeyExchange {
    /** Negotiated apart from the suite. RFC 9846 section 4.2.1. */
    TLS13,
    /** The client encrypts the premaster secret for the server's key: no forward secrecy. RFC 5246 section 7.4.7.1. */
    RSA,
    /** Ephemeral finite-field Diffie-Hellman. RFC 5246 section 7.4.3. */
    DHE,
    /** Ephemeral elliptic-curve Diffie-Hellman. RFC 8422. */
    ECDHE,
    /** A key shared beforehand. RFC 4279. */
    PSK,
    /** A key shared beforehand, and an ephemeral elliptic-curve exchange. RFC 5489. */
    ECDHE_PSK,
    /** In suites that Parley only recognises. */
    UNSUPPORTED;

    /** Does a recording of today stay closed when a long-term key becomes known later? */
    public boolean isForwardSecret() {
        return switch (this) {
            case TLS13, DHE, ECDHE, ECDHE_PSK -> true;
            case RSA, PSK, UNSUPPORTED -> false;
        };
    }
}
