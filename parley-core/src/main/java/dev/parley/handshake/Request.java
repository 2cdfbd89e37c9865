package dev.parley.handshake;

/** What an application can want of a connection once it stands. */
public sealed interface Request {
    /** Write with new keys. @param peerToo ask the peer for the same. RFC 9846 section 4.7.3 */
    record UpdateKeys(boolean peerToo) implements Request {}

    /** Server: ask the client who it is. @param required is no answer an end? RFC 9846 section 4.7.2 */
    record Certificate(boolean required) implements Request {}
}
