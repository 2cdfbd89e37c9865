package dev.parley.crypto.jca;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Kem;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cryptography by whichever providers the virtual machine has, the first that can do a thing. Thread-safe.
 *
 * <p>AES-CCM is missing: the JDK has none. {@link dev.parley.crypto.MoreCiphers} adds it.
 */
public class JcaCrypto implements Crypto {
    private static final List<BulkCipher> CIPHERS = List.of(BulkCipher.AES_128_GCM, BulkCipher.AES_256_GCM,
        BulkCipher.CHACHA20_POLY1305, BulkCipher.AES_128_CBC, BulkCipher.AES_256_CBC);

    private final SecureRandom random;
    private final List<NamedGroup> groups = Groups.available();
    private final Map<NamedGroup, JcaGroup> made;
    private final List<SignatureScheme> schemes = Signatures.available();
    private final List<HpkeKem> kems = DhKem.available();

    private final Providers providers;
    private final OwnForms ownForms;
    private final Signatures signatures;
    private final Ciphers records;

    /** @param providers who computes what; @param random where all randomness comes from; must be thread-safe */
    protected JcaCrypto(Providers providers, SecureRandom random) {
        this.providers = providers;
        this.ownForms = new OwnForms(providers);
        this.signatures = new Signatures(providers, ownForms);
        this.records = new Ciphers(providers);
        this.random = random;
        this.made = groups.stream()
            .collect(Collectors.toUnmodifiableMap(it -> it, it -> Groups.of(it, providers, random)));
    }

    public static JcaCrypto create() {
        return create(new SecureRandom());
    }

    /** @param random where all randomness comes from: nonces, keys, paddings; must be thread-safe */
    public static JcaCrypto create(SecureRandom random) {
        return new JcaCrypto(Providers.ANY, random);
    }

    @Override
    public String name() {
        return "jca";
    }

    @Override
    public List<String> makers() {
        return providers.makers();
    }

    @Override
    public List<BulkCipher> ciphers() {
        return CIPHERS;
    }

    @Override
    public List<NamedGroup> groups() {
        return groups;
    }

    @Override
    public List<SignatureScheme> schemes() {
        return schemes;
    }

    @Override
    public boolean hasFastAes() {
        return FastAes.IS_HERE;
    }

    @Override
    public void random(byte[] target) {
        random.nextBytes(target);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return RunningHash.of(algorithm);
    }

    @Override
    public Mac hmac(HashAlgorithm algorithm, Secret key) {
        return KeyedHash.of(algorithm, key);
    }

    @Override
    public Secret extract(HashAlgorithm algorithm, Secret salt, Secret input) {
        return Hkdf.extract(algorithm, salt, input);
    }

    @Override
    public Secret expand(HashAlgorithm algorithm, Secret key, byte[] info, int length) {
        return Hkdf.expand(algorithm, key, info, length);
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        return records.of(cipher, key);
    }

    @Override
    public BlockMode cbc(Secret key) {
        return CbcMode.of(key);
    }

    @Override
    public Group group(NamedGroup group) {
        var known = made.get(group);
        return known != null ? known : Groups.of(group, providers, random);
    }

    @Override
    public Group finiteField(Bytes prime, Bytes generator) {
        return FiniteField.of(prime, generator, random);
    }

    @Override
    public List<HpkeKem> kems() {
        return kems;
    }

    @Override
    public Kem kem(HpkeKem kem) {
        return DhKem.of(kem, random);
    }

    @Override
    public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
        return signatures.sign(scheme, key, random, parts);
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, Bytes signature, byte[]... parts) {
        return signatures.verify(scheme, key, signature, parts);
    }

    @Override
    public Bytes encryptPremaster(PublicKey key, Secret premaster) {
        return RsaPremaster.encrypt(key, premaster, random);
    }

    @Override
    public Secret decryptPremaster(PrivateKey key, Bytes encrypted, int version) {
        return RsaPremaster.decrypt(key, encrypted, version, ownForms, random);
    }
}
