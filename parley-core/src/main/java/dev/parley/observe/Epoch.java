package dev.parley.observe;

/** Under which keys. RFC 9846 section 2, RFC 9001 section 4.1.4. */
public enum Epoch {
    /** Not protected. */
    CLEAR,
    /** Client's data before the handshake is done. */
    EARLY,
    HANDSHAKE,
    APPLICATION
}
