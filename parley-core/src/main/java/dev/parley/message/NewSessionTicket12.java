package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** A ticket with which the client can resume. RFC 5077 section 3.3. @param lifetime a hint, in seconds */
public record NewSessionTicket12(long lifetime, Bytes ticket) implements Handshake {
    static final Codec<NewSessionTicket12> WIRE = struct("NewSessionTicket",
        field("ticket_lifetime_hint", Codec.UINT32, NewSessionTicket12::lifetime),
        field("ticket", opaque(0, 0xFFFF), NewSessionTicket12::ticket),
        NewSessionTicket12::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(4);
}
