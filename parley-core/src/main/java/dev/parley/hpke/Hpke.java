package dev.parley.hpke;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HpkeKem;
import dev.parley.wire.Bytes;
import dev.parley.wire.Out;
import java.nio.ByteBuffer;
import java.security.PrivateKey;

/**
 * Encryption for the holder of a key, in base mode: a secret is encapsulated once, and messages go under keys of it.
 * RFC 9180 sections 5 and 6.
 *
 * <p>Immutable but for its closing: the caller counts the messages, and never seals two under one number.
 *
 * @param shared the encapsulated secret
 * @param key of the cipher
 * @param nonce of message 0
 */
public record Hpke(Crypto crypto, HpkeSuite suite, Secret shared, Secret key, Secret nonce) implements AutoCloseable {
    private static final Bytes VERSION = Bytes.ofText("HPKE-v1");
    private static final Bytes BASE_MODE = Bytes.of((byte) 0);

    /** @param encapsulation what the key's holder needs */
    public record Sender(Bytes encapsulation, Hpke hpke) {}

    /** @throws dev.parley.failure.HandshakeFailure BAD_KEY_SHARE if it is no public key */
    public static Sender to(Crypto crypto, HpkeKem kem, HpkeSuite suite, Bytes publicKey, Bytes info) {
        var made = crypto.kem(kem).encapsulate(publicKey);
        return new Sender(made.encapsulation(), of(crypto, kem, suite, made.secret(), info));
    }

    /** @throws dev.parley.failure.HandshakeFailure BAD_KEY_SHARE if it is no encapsulation */
    public static Hpke from(Crypto crypto, HpkeKem kem, HpkeSuite suite, PrivateKey key, Bytes encapsulation,
        Bytes info) {
        return of(crypto, kem, suite, crypto.kem(kem).decapsulate(key, encapsulation), info);
    }

    /** RFC 9180 section 5.1, KeySchedule. @param shared what was encapsulated; it is closed with this */
    public static Hpke of(Crypto crypto, HpkeKem kem, HpkeSuite suite, Secret shared, Bytes info) {
        var id = Bytes.join(Bytes.ofText("HPKE"), uint16(kem.id()), uint16(suite.kdf().id()),
            uint16(suite.aead().id()));
        var labels = new Labels(crypto, suite, id);
        var context = Bytes.join(BASE_MODE, labels.hash("psk_id_hash", Bytes.EMPTY), labels.hash("info_hash", info));
        try (var noPsk = crypto.secret(labels.labeled("secret", Bytes.EMPTY).toArray());
            var secret = crypto.extract(suite.hash(), shared, noPsk)) {
            return new Hpke(crypto, suite, shared, labels.expand(secret, "key", context, suite.cipher().keyLength()),
                labels.expand(secret, "base_nonce", context, NONCE));
        }
    }

    private static final int NONCE = 12;

    private static Bytes uint16(int value) {
        return new Out(2).uint16(value).toBytes();
    }

    /** RFC 9180 section 4, LabeledExtract and LabeledExpand. */
    private record Labels(Crypto crypto, HpkeSuite suite, Bytes id) {
        Bytes labeled(String label, Bytes input) {
            return Bytes.join(VERSION, id, Bytes.ofText(label), input);
        }

        Bytes hash(String label, Bytes input) {
            try (var labeled = crypto.secret(labeled(label, input).toArray());
                var extracted = crypto.extract(suite.hash(), null, labeled)) {
                return Bytes.own(extracted.use(byte[]::clone));
            }
        }

        Secret expand(Secret secret, String label, Bytes context, int length) {
            return crypto.expand(suite.hash(), secret, Bytes.join(uint16(length), labeled(label, context)).toArray(),
                length);
        }
    }

    /** How much longer a message becomes: the same for all ciphers that HPKE names. RFC 9180 section 7.3. */
    public static final int OVERHEAD = 16;

    /** @param number of the message, from 0; never the same twice */
    public Bytes seal(long number, Bytes additional, Bytes plain) {
        var sealed = ByteBuffer.allocate(plain.length() + OVERHEAD);
        try (var aead = crypto.aead(suite.cipher(), key)) {
            aead.seal(nonce(number), additional.toArray(), additional.length(), ByteBuffer.wrap(plain.toArray()),
                sealed);
        }
        return Bytes.own(sealed.array());
    }

    /** @throws Aead.Altered if it was not sealed so */
    public Bytes open(long number, Bytes additional, Bytes sealed) throws Aead.Altered {
        if (sealed.length() < OVERHEAD) throw new Aead.Altered();
        var plain = ByteBuffer.allocate(sealed.length() - OVERHEAD);
        try (var aead = crypto.aead(suite.cipher(), key)) {
            aead.open(nonce(number), additional.toArray(), additional.length(), ByteBuffer.wrap(sealed.toArray()),
                plain);
        }
        return Bytes.own(plain.array());
    }

    /** RFC 9180 section 5.2, ComputeNonce. */
    private byte[] nonce(long number) {
        return nonce.use(base -> {
            var nonce = base.clone();
            for (int i = 0; i < 8; i++) nonce[NONCE - 1 - i] ^= (byte) (number >>> 8 * i);
            return nonce;
        });
    }

    @Override
    public void close() {
        shared.close();
        key.close();
        nonce.close();
    }
}
