package dev.parley.message;

import dev.parley.wire.Codec;

/** "Begin a handshake again", from a TLS 1.2 server. Parley refuses it. RFC 5246 section 7.4.1.1. */
public record HelloRequest() implements Handshake {
    static final Codec<HelloRequest> WIRE = Codec.nothing("HelloRequest", new HelloRequest());

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(0);
}
