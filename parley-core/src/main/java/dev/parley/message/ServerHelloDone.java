package dev.parley.message;

import dev.parley.wire.Codec;

/** The server's first flight ends here. TLS 1.2 only. RFC 5246 section 7.4.5. */
public record ServerHelloDone() implements Handshake {
    static final Codec<ServerHelloDone> WIRE = Codec.nothing("ServerHelloDone", new ServerHelloDone());

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(14);
}
