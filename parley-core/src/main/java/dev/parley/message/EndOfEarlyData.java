package dev.parley.message;

import dev.parley.wire.Codec;

/** The client's early data ends here. RFC 9846 section 4.6. */
public record EndOfEarlyData() implements Handshake {
    static final Codec<EndOfEarlyData> WIRE = Codec.nothing("EndOfEarlyData", new EndOfEarlyData());

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(5);
}
