package dev.parley.observe;

import dev.parley.message.HandshakeType;
import dev.parley.message.Ssl2ClientHello;
import dev.parley.wire.Bytes;

/** Told of what a bystander of a recorded conversation sees, from the client's point of view: what the client sends goes OUT. */
public interface Watcher extends Observer {
    /** Bytes that cannot be decoded, and why. @param offset of the first in what this way carried */
    default void undecodable(Way way, long offset, Bytes bytes, String why) {}

    /** Bytes that were sent but are not in the capture. */
    default void missing(Way way, long offset, long length) {}

    /** Text before TLS begins, such as STARTTLS. */
    default void prelude(Way way, Bytes text) {}

    /** A handshake message that does not parse or is not known. @param bytes whole, with its header */
    default void unread(Way way, HandshakeType type, Bytes bytes, String why) {}

    /** A hello in the form of SSL 2.0. @param bytes without its header of two bytes */
    default void ssl2Hello(Ssl2ClientHello hello, Bytes bytes) {}
}
