package dev.parley.hpke;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.crypto.Crypto;
import dev.parley.id.BulkCipher;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.HpkeAead;
import dev.parley.id.HpkeKdf;
import dev.parley.wire.Codec;
import java.util.List;

/** How HPKE derives its keys and encrypts. RFC 9849 section 4. */
public record HpkeSuite(HpkeKdf kdf, HpkeAead aead) {
    public static final Codec<HpkeSuite> WIRE = struct("HpkeSymmetricCipherSuite",
        field("kdf_id", HpkeKdf.WIRE, HpkeSuite::kdf),
        field("aead_id", HpkeAead.WIRE, HpkeSuite::aead),
        HpkeSuite::new);

    /** The one that everybody must have, RFC 9849 section 9, and the others with a hash of 256 bits. */
    public static final List<HpkeSuite> USUAL = List.of(
        new HpkeSuite(HpkeKdf.HKDF_SHA256, HpkeAead.AES_128_GCM),
        new HpkeSuite(HpkeKdf.HKDF_SHA256, HpkeAead.AES_256_GCM),
        new HpkeSuite(HpkeKdf.HKDF_SHA256, HpkeAead.CHACHA20_POLY1305));

    public boolean isKnownTo(Crypto crypto) {
        return kdf.hash().isPresent() && aead.cipher().filter(crypto.ciphers()::contains).isPresent();
    }

    public HashAlgorithm hash() {
        return kdf.hash().orElseThrow();
    }

    public BulkCipher cipher() {
        return aead.cipher().orElseThrow();
    }

    @Override
    public String toString() {
        return kdf.name() + ", " + aead.name();
    }
}
