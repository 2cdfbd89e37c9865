package dev.parley.id;

/** What kind of key the server of a TLS 1.2 suite proves itself with. */
public enum Authentication {
    /** Negotiated apart from the suite, in TLS 1.3. */
    TLS13,
    RSA,
    /** ECDSA, and Ed25519 and Ed448 too. RFC 8422 section 2. */
    ECDSA,
    PSK,
    ANONYMOUS,
    UNSUPPORTED
}
