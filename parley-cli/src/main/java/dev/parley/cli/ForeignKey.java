package dev.parley.cli;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/**
 * Cryptography of a thief: whatever key it is told to sign with, it signs with the one it has. Parley's own configuration
 * would not let a certificate and a key pass that do not belong together.
 *
 * @param inner does all the rest
 * @param only the key it has
 */
record ForeignKey(Crypto inner, PrivateKey only) implements Crypto {
    @Override
    public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
        return inner.sign(scheme, only, parts);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<BulkCipher> ciphers() {
        return inner.ciphers();
    }

    @Override
    public List<NamedGroup> groups() {
        return inner.groups();
    }

    @Override
    public List<SignatureScheme> schemes() {
        return inner.schemes();
    }

    @Override
    public boolean hasFastAes() {
        return inner.hasFastAes();
    }

    @Override
    public void random(byte[] target) {
        inner.random(target);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return inner.hash(algorithm);
    }

    @Override
    public Mac hmac(HashAlgorithm algorithm, Secret key) {
        return inner.hmac(algorithm, key);
    }

    @Override
    public Secret extract(HashAlgorithm algorithm, Secret salt, Secret input) {
        return inner.extract(algorithm, salt, input);
    }

    @Override
    public Secret expand(HashAlgorithm algorithm, Secret key, byte[] info, int length) {
        return inner.expand(algorithm, key, info, length);
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        return inner.aead(cipher, key);
    }

    @Override
    public BlockMode cbc(Secret key) {
        return inner.cbc(key);
    }

    @Override
    public Group group(NamedGroup group) {
        return inner.group(group);
    }

    @Override
    public Group finiteField(Bytes prime, Bytes generator) {
        return inner.finiteField(prime, generator);
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, Bytes signature, byte[]... parts) {
        return inner.verify(scheme, key, signature, parts);
    }

    @Override
    public Bytes encryptPremaster(PublicKey key, Secret premaster) {
        return inner.encryptPremaster(key, premaster);
    }

    @Override
    public Secret decryptPremaster(PrivateKey key, Bytes encrypted, int version) {
        return inner.decryptPremaster(key, encrypted, version);
    }
}
