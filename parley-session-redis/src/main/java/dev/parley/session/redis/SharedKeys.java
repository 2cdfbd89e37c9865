package dev.parley.session.redis;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.session.StoreUnavailable;
import dev.parley.session.TicketKey;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.WireFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All ticket keys, as they lie in Redis: one value, sealed under the master key if there is one. */
record SharedKeys(List<Dated> newestFirst) {
    static final SharedKeys NONE = new SharedKeys(List.of());

    /** @param from when it begins to seal */
    record Dated(TicketKey key, Instant from) {
        private static final Codec<Dated> WIRE = struct("DatedTicketKey",
            field("name", Codec.fixed(TicketKey.NAME_LENGTH), it -> it.key.name()),
            field("key", Codec.fixed(TicketKey.KEY_LENGTH), it -> it.key.key().use(bytes -> Bytes.of(bytes))),
            field("from", Codec.UINT64, it -> it.from.toEpochMilli()),
            (name, key, from) -> new Dated(new TicketKey(name, Secret.kept(key.toArray())),
                Instant.ofEpochMilli(from)));
    }

    private static final Codec<SharedKeys> WIRE = struct("SharedTicketKeys",
        field("keys", vector(Dated.WIRE, 0, 0xFFFF), SharedKeys::newestFirst), SharedKeys::new);

    SharedKeys {
        newestFirst = List.copyOf(newestFirst);
    }

    private static final byte CLEAR = 0;
    private static final byte SEALED = 1;
    private static final int NONCE = 12;

    byte[] write(Crypto crypto, Optional<Secret> master) {
        var plain = WIRE.encode(this);
        if (master.isEmpty()) return Bytes.join(Bytes.of(CLEAR), plain).toArray();
        var nonce = new byte[NONCE];
        crypto.random(nonce);
        try (var aead = crypto.aead(BulkCipher.AES_256_GCM, master.get())) {
            var sealed = ByteBuffer.allocate(1 + NONCE + plain.length() + aead.overhead()).put(SEALED).put(nonce);
            aead.seal(nonce, PURPOSE, PURPOSE.length, ByteBuffer.wrap(plain.toArray()), sealed);
            return sealed.array();
        }
    }

    private static final byte[] PURPOSE = "parley ticket keys".getBytes(StandardCharsets.US_ASCII);

    /** @throws StoreUnavailable if it does not open: the servers' master keys differ, or somebody wrote into Redis */
    static SharedKeys read(byte[] bytes, Crypto crypto, Optional<Secret> master) {
        try {
            if (bytes.length == 0 || bytes[0] != (master.isPresent() ? SEALED : CLEAR))
                throw new StoreUnavailable("one server seals the ticket keys in Redis, another does not", null);
            return WIRE.parse(master.isPresent() ? opened(bytes, crypto, master.get()) : Bytes.of(bytes).from(1));
        } catch (Aead.Altered | WireFailure e) {
            throw new StoreUnavailable("the ticket keys in Redis do not open under this server's master key", e);
        }
    }

    private static Bytes opened(byte[] bytes, Crypto crypto, Secret master) throws Aead.Altered {
        if (bytes.length < 1 + NONCE) throw new Aead.Altered();
        var nonce = Bytes.of(bytes).slice(1, 1 + NONCE).toArray();
        var plain = ByteBuffer.allocate(bytes.length);
        try (var aead = crypto.aead(BulkCipher.AES_256_GCM, master)) {
            aead.open(nonce, PURPOSE, PURPOSE.length, ByteBuffer.wrap(bytes).position(1 + NONCE), plain);
            return Bytes.own(plain.array(), 0, plain.position());
        }
    }
}
