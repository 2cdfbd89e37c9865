package dev.parley.handshake;

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
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Cryptography that remembers each secret it makes, so that a connection can close all of them at its end, however it
 * ends. States still close early what they have spent; they cannot forget one for good.
 */
public final class Custody implements Crypto, AutoCloseable {
    private final Crypto crypto;
    private List<AutoCloseable> held = new ArrayList<>(40); // a handshake makes about so many
    private int sweepAt = 64;

    public Custody(Crypto crypto) {
        this.crypto = crypto;
    }

    /** Closes what a failed or finished connection still holds. */
    @Override
    public synchronized void close() {
        for (var one : held) closeQuietly(one);
        held = new ArrayList<>();
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e); // secrets and offers do not throw
        }
    }

    /** How many things it remembers. */
    synchronized int size() {
        return held.size();
    }

    /** Closes what only a handshake needs, and holds no more room than for the rest: most connections are idle. */
    public synchronized void handshakeIsOver() {
        for (var one : held) if (one instanceof Group.Offer) closeQuietly(one);
        held.removeIf(one -> one instanceof Group.Offer);
        tidy();
        held = new ArrayList<>(held);
    }

    /** Forgets secrets that are closed already. */
    private void tidy() {
        held.removeIf(one -> one instanceof Secret secret && !secret.isOpen());
    }

    /** Takes a secret made elsewhere into custody. */
    public synchronized <T extends AutoCloseable> T keep(T secret) {
        if (held.size() >= sweepAt) {
            tidy(); // a peer may change its keys without end
            sweepAt = Math.max(64, 2 * held.size());
        }
        held.add(secret);
        return secret;
    }

    @Override
    public Secret secret(byte[] taken) {
        return keep(crypto.secret(taken));
    }

    @Override
    public Secret extract(HashAlgorithm algorithm, Secret salt, Secret input) {
        return keep(crypto.extract(algorithm, salt, input));
    }

    @Override
    public Secret expand(HashAlgorithm algorithm, Secret key, byte[] info, int length) {
        return keep(crypto.expand(algorithm, key, info, length));
    }

    @Override
    public Secret decryptPremaster(PrivateKey key, Bytes encrypted, int version) {
        return keep(crypto.decryptPremaster(key, encrypted, version));
    }

    @Override
    public Kem kem(HpkeKem which) {
        var kem = crypto.kem(which);
        return new Kem() {
            @Override
            public KeyPair generate() {
                return kem.generate();
            }

            @Override
            public Bytes write(PublicKey key) {
                return kem.write(key);
            }

            @Override
            public Encapsulated encapsulate(Bytes publicKey) {
                var made = kem.encapsulate(publicKey);
                keep(made.secret());
                return made;
            }

            @Override
            public Secret decapsulate(PrivateKey key, Bytes encapsulation) {
                return keep(kem.decapsulate(key, encapsulation));
            }
        };
    }

    @Override
    public Group group(NamedGroup group) {
        return new Kept(crypto.group(group));
    }

    @Override
    public Group finiteField(Bytes prime, Bytes generator) {
        return new Kept(crypto.finiteField(prime, generator));
    }

    private final class Kept implements Group {
        private final Group group;

        Kept(Group group) {
            this.group = group;
        }

        @Override
        public Offer offer() {
            var offer = keep(group.offer());
            return new Offer() {
                @Override
                public Bytes share() {
                    return offer.share();
                }

                @Override
                public Secret finish(Bytes answer) {
                    return keep(offer.finish(answer));
                }

                @Override
                public void close() {
                    offer.close();
                }
            };
        }

        @Override
        public Answer answer(Bytes share) {
            var answer = group.answer(share);
            keep(answer.secret());
            return answer;
        }
    }

    // The rest makes no secrets and is the inner one's. Written out, so that whoever adds a way to make secrets meets it.

    @Override
    public String name() {
        return crypto.name();
    }

    @Override
    public List<BulkCipher> ciphers() {
        return crypto.ciphers();
    }

    @Override
    public List<NamedGroup> groups() {
        return crypto.groups();
    }

    @Override
    public List<SignatureScheme> schemes() {
        return crypto.schemes();
    }

    @Override
    public List<HpkeKem> kems() {
        return crypto.kems();
    }

    @Override
    public boolean hasFastAes() {
        return crypto.hasFastAes();
    }

    @Override
    public void random(byte[] target) {
        crypto.random(target);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return crypto.hash(algorithm);
    }

    @Override
    public Mac hmac(HashAlgorithm algorithm, Secret key) {
        return crypto.hmac(algorithm, key);
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        return crypto.aead(cipher, key);
    }

    @Override
    public BlockMode cbc(Secret key) {
        return crypto.cbc(key);
    }

    @Override
    public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
        return crypto.sign(scheme, key, parts);
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, Bytes signature, byte[]... parts) {
        return crypto.verify(scheme, key, signature, parts);
    }

    @Override
    public Bytes encryptPremaster(PublicKey key, Secret premaster) {
        return crypto.encryptPremaster(key, premaster);
    }
}
