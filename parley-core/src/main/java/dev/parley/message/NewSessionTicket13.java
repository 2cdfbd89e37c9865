package dev.parley.message;

import static dev.parley.extension.Place.NEW_SESSION_TICKET;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.extension.ExtensionBlock;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** A ticket for a later connection. RFC 9846 section 4.7.1. @param lifetime in seconds, at most seven days */
public record NewSessionTicket13(long lifetime, long ageAdd, Bytes nonce, Bytes ticket, ExtensionBlock extensions)
    implements Handshake {
    static final Codec<NewSessionTicket13> WIRE = struct("NewSessionTicket",
        field("ticket_lifetime", Codec.UINT32, NewSessionTicket13::lifetime),
        field("ticket_age_add", Codec.UINT32, NewSessionTicket13::ageAdd),
        field("ticket_nonce", opaque(0, 255), NewSessionTicket13::nonce),
        field("ticket", opaque(1, 0xFFFF), NewSessionTicket13::ticket),
        field("extensions", ExtensionBlock.in(0, NEW_SESSION_TICKET), NewSessionTicket13::extensions),
        NewSessionTicket13::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(4);
}
