package dev.parley.crypto;

import dev.parley.id.BulkCipher;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/** Another's cryptography, for those who change one thing about it. As thread-safe as the other's. */
public abstract class DelegatingCrypto implements Crypto {
    /** Does all that is not overridden. */
    protected final Crypto real;

    /** @param real does all that is not overridden */
    protected DelegatingCrypto(Crypto real) {
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public List<String> makers() {
        return real.makers();
    }

    @Override
    public List<BulkCipher> ciphers() {
        return real.ciphers();
    }

    @Override
    public List<NamedGroup> groups() {
        return real.groups();
    }

    @Override
    public List<SignatureScheme> schemes() {
        return real.schemes();
    }

    @Override
    public List<HpkeKem> kems() {
        return real.kems();
    }

    @Override
    public Kem kem(HpkeKem kem) {
        return real.kem(kem);
    }

    @Override
    public boolean hasFastAes() {
        return real.hasFastAes();
    }

    @Override
    public void random(byte[] target) {
        real.random(target);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return real.hash(algorithm);
    }

    @Override
    public Mac hmac(HashAlgorithm algorithm, Secret key) {
        return real.hmac(algorithm, key);
    }

    @Override
    public Secret extract(HashAlgorithm algorithm, Secret salt, Secret input) {
        return real.extract(algorithm, salt, input);
    }

    @Override
    public Secret expand(HashAlgorithm algorithm, Secret key, byte[] info, int length) {
        return real.expand(algorithm, key, info, length);
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        return real.aead(cipher, key);
    }

    @Override
    public BlockMode cbc(Secret key) {
        return real.cbc(key);
    }

    @Override
    public Group group(NamedGroup group) {
        return real.group(group);
    }

    @Override
    public Group finiteField(Bytes prime, Bytes generator) {
        return real.finiteField(prime, generator);
    }

    @Override
    public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
        return real.sign(scheme, key, parts);
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, Bytes signature, byte[]... parts) {
        return real.verify(scheme, key, signature, parts);
    }

    @Override
    public Bytes encryptPremaster(PublicKey key, Secret premaster) {
        return real.encryptPremaster(key, premaster);
    }

    @Override
    public Secret decryptPremaster(PrivateKey key, Bytes encrypted, int version) {
        return real.decryptPremaster(key, encrypted, version);
    }
}
