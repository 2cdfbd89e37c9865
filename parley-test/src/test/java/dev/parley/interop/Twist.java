package dev.parley.interop;

/** What a cell does besides shaking hands, talking and closing. */
enum Twist {
    NONE,
    /** Both sides are left as they are out of the box. */
    DEFAULTS,
    /** Parley writes with new keys in the middle, and asks the peer to do the same. */
    PARLEY_UPDATES_KEYS,
    /** The peer writes with new keys in the middle, and asks Parley to do the same. */
    PEER_UPDATES_KEYS,
    /** Both sides want small records. RFC 8449. */
    RECORD_SIZE_LIMIT,
    /** The client wants small records. RFC 6066 section 4. */
    MAX_FRAGMENT_LENGTH,
    /** The server needs a certificate that the client does not have: the connection must end with an alert. */
    CERTIFICATE_MISSING,
    /** The server would like a certificate that the client does not have. */
    CERTIFICATE_OPTIONAL,
    /** Nothing that the client wants to speak is spoken by the server: the connection must end with an alert. */
    OTHER_PROTOCOL,
    /** The server makes the client come back with a cookie. */
    COOKIE
}
