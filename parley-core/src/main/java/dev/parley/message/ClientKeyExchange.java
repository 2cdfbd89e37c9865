package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/**
 * The client's half of the key agreement: its public value, or with RSA the premaster secret encrypted for the server.
 * RFC 5246 section 7.4.7.
 *
 * @param pskIdentity which of the keys that both sides were given is meant; empty with other suites
 */
public record ClientKeyExchange(Bytes pskIdentity, Bytes exchangeKeys) implements Handshake {
    public ClientKeyExchange(Bytes exchangeKeys) {
        this(Bytes.EMPTY, exchangeKeys);
    }

    /** RFC 5246 section 7.4.7.1. */
    static final Codec<ClientKeyExchange> RSA =
        format("EncryptedPreMasterSecret", "pre_master_secret", opaque(0, 0xFFFF));
    /** RFC 5246 section 7.4.7.2. */
    static final Codec<ClientKeyExchange> DHE = format("ClientDiffieHellmanPublic", "dh_Yc", opaque(1, 0xFFFF));
    /** RFC 8422 section 5.7. */
    static final Codec<ClientKeyExchange> ECDHE =
        format("ClientECDiffieHellmanPublic", "ecdh_Yc", ServerKeyExchange.EC_POINT);

    /** RFC 4279 section 2. */
    static final Codec<ClientKeyExchange> PSK = struct("ClientPskKeyExchange",
        field("psk_identity", opaque(0, 0xFFFF), ClientKeyExchange::pskIdentity),
        identity -> new ClientKeyExchange(identity, Bytes.EMPTY));
    /** RFC 5489 section 2. */
    static final Codec<ClientKeyExchange> ECDHE_PSK = struct("ClientEcdhePskKeyExchange",
        field("psk_identity", opaque(0, 0xFFFF), ClientKeyExchange::pskIdentity),
        field("public", ECDHE, it -> new ClientKeyExchange(it.exchangeKeys())),
        (identity, half) -> new ClientKeyExchange(identity, half.exchangeKeys()));

    private static Codec<ClientKeyExchange> format(String type, String field, Codec<Bytes> codec) {
        return struct(type, field(field, codec, ClientKeyExchange::exchangeKeys), ClientKeyExchange::new);
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(16);
}
