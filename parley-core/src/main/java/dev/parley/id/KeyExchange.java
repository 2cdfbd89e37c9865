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

    /** From the name of a suite, also of one that Parley does not speak; a fixed key counts as its ephemeral sibling, whose messages it shares. */
    public static KeyExchange inNameOf(CipherSuite suite) {
        return suite.isFor13() ? TLS13 : inName(suite.name());
    }

    /** @param name of a suite of TLS 1.2 or older */
    static KeyExchange inName(String name) {
        if (name.contains("_anon_") || name.contains("_KRB5_") || name.contains("_SRP_")) return UNSUPPORTED;
        if (name.startsWith("TLS_ECDHE_PSK_")) return ECDHE_PSK;
        if (name.startsWith("TLS_ECDHE_") || name.startsWith("TLS_ECDH_")) return ECDHE;
        if (name.startsWith("TLS_DHE_PSK_") || name.startsWith("TLS_RSA_PSK_")) return UNSUPPORTED;
        if (name.startsWith("TLS_DHE_") || name.startsWith("TLS_DH_")) return DHE;
        if (name.startsWith("TLS_PSK_")) return PSK;
        return name.startsWith("TLS_RSA_") ? RSA : UNSUPPORTED;
    }
}
