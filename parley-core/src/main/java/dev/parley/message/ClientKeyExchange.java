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
    /** RFC 5246 section 7.4.7.1. */
    static final Codec<ClientKeyExchange> RSA =
        format("EncryptedPreMasterSecret", "pre_master_secret", opaque(0, 0xFFFF));
    /** RFC 5246 section 7.4.7.2. */
    static final Codec<ClientKeyExchange> DHE = format("ClientDiffieHellmanPublic", "dh_Yc", opaque(1, 0xFFFF));
    /** RFC 8422 section 5.7. */
    static final Codec<ClientKeyExchange> ECDHE =
        format("ClientECDiffieHellmanPublic", "ecdh_Yc", ServerKeyExchange.EC_POINT);

    private static Codec<ClientKeyExchange> format(String type, String field, Codec<Bytes> codec) {
        return struct(type, field(field, codec, ClientKeyExchange::exchangeKeys), ClientKeyExchange::new);
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(16);
}
