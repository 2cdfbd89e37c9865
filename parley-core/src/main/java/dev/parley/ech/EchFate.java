package dev.parley.ech;

/** What became of the encryption of a hello. */
public enum EchFate {
    /** The client did not offer it. */
    NOT_OFFERED,
    /** The client only pretended to offer it. Only the client can tell. RFC 9849 section 6.2. */
    GREASE,
    /** The server has opened the hello. */
    ACCEPTED,
    /** The server could not open it, if there was anything in it. Such connections a client never takes for good. */
    REJECTED
}
