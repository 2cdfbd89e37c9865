package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/**
 * The client's half of the key agreement: its public value, or with RSA the premaster secret encrypted for the server.
 * RFC 5246 section 7.4.7.
 */
public record ClientKeyExchange(Bytes exchangeKeys) implements Handshake {
    /** {@code EncryptedPreMasterSecret}. RFC 5246 section 7.4.7.1. */
    static final Codec<ClientKeyExchange> RSA = format("encrypted_pre_master_secret", 0xFFFF);
    /** {@code ClientDiffieHellmanPublic}. RFC 5246 section 7.4.7.2. */
    static final Codec<ClientKeyExchange> DHE = format("dh_Yc", 0xFFFF);
    /** {@code ClientECDiffieHellmanPublic}. RFC 8422 section 5.7. */
    static final Codec<ClientKeyExchange> ECDHE = format("ecdh_Yc", 0xFF);

    private static Codec<ClientKeyExchange> format(String field, int max) {
        return struct("ClientKeyExchange", field(field, opaque(0, max), ClientKeyExchange::exchangeKeys),
            ClientKeyExchange::new);
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(16);
}
