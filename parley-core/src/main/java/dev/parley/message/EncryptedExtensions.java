package dev.parley.message;

import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.extension.ExtensionBlock;
import dev.parley.wire.Codec;

/** The server's answers that need not be in the clear. RFC 9846 section 4.4.1. */
public record EncryptedExtensions(ExtensionBlock extensions) implements Handshake {
    static final Codec<EncryptedExtensions> WIRE = struct("EncryptedExtensions",
        field("extensions", ExtensionBlock.in(0, ENCRYPTED_EXTENSIONS), EncryptedExtensions::extensions),
        EncryptedExtensions::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(8);
}
