package dev.parley.crypto;

import dev.parley.failure.HandshakeFailure;
import dev.parley.id.BulkCipher;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;

/**
 * All the cryptography that TLS needs. What it can do stands in lists; what is not in a list is never asked for.
 *
 * <p>Implementations are thread-safe; the objects they hand out are for one thread at a time. Lengths are in bytes.
 */
public interface Crypto {
    /** A short name for logs and the explainer, such as {@code jca}. */
    String name();

    /** Who computes what, a line for each kind of work, for people to read. */
    default List<String> makers() {
        return List.of(name());
    }

    /** The record ciphers there are. */
    List<BulkCipher> ciphers();

    /** The groups there are, the preferred first. */
    List<NamedGroup> groups();

    /** The signature schemes there are, the preferred first. */
    List<SignatureScheme> schemes();

    /** Is AES computed by the processor? Decides whether AES or ChaCha20 comes first. */
    boolean hasFastAes();

    /** Fills the array with unpredictable bytes. */
    void random(byte[] target);

    default Bytes random(int length) {
        var bytes = new byte[length];
        random(bytes);
        return Bytes.own(bytes);
    }

    /** Takes these bytes as a secret; they belong to it from now on. */
    default Secret secret(byte[] taken) {
        return Secret.of(taken);
    }

    /** A running hash. */
    Hash hash(HashAlgorithm algorithm);

    /** A keyed hash. The key is borrowed for this call only. */
    Mac hmac(HashAlgorithm algorithm, Secret key);

    /** HKDF-Extract. Both inputs are borrowed; {@code null} stands for a string of zeros as long as the hash. RFC 5869 section 2.2. */
    Secret extract(HashAlgorithm algorithm, Secret salt, Secret input);

    /** HKDF-Expand. The key is borrowed. RFC 5869 section 2.3. */
    Secret expand(HashAlgorithm algorithm, Secret key, byte[] info, int length);

    /** A cipher that also authenticates, of a kind in {@link #ciphers()}. The key is borrowed for this call only. */
    Aead aead(BulkCipher cipher, Secret key);

    /** AES in CBC mode without padding, for TLS 1.2's old suites. The key is borrowed for this call only. */
    BlockMode cbc(Secret key);

    /** A group in {@link #groups()}. */
    Group group(NamedGroup group);

    /** A finite-field group that the peer describes by its prime and generator. RFC 5246 section 7.4.3. */
    Group finiteField(Bytes prime, Bytes generator);

    /** The key encapsulations of HPKE there are, the preferred first. None of them means: no Encrypted Client Hello. */
    default List<HpkeKem> kems() {
        return List.of();
    }

    /** A key encapsulation in {@link #kems()}. */
    default Kem kem(HpkeKem kem) {
        throw new IllegalArgumentException(name() + " has no " + kem);
    }

    /** Signs the parts, one behind the other. @throws HandshakeFailure OWN_KEY_FAILED if the key cannot be used */
    Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts);

    /** Is the signature over the parts right? False also for keys and signatures that make no sense. */
    boolean verify(SignatureScheme scheme, PublicKey key, Bytes signature, byte[]... parts);

    /** RSA with PKCS#1 v1.5 padding. RFC 5246 section 7.4.7.1. */
    Bytes encryptPremaster(PublicKey key, Secret premaster);

    /**
     * Opens an RSA-encrypted premaster secret: 48 bytes that begin with the version, or, if anything at all is wrong with
     * them, 48 random ones, without telling which by result, exception or time. RFC 5246 section 7.4.7.1.
     *
     * @param version the version of the ClientHello, two bytes
     */
    Secret decryptPremaster(PrivateKey key, Bytes encrypted, int version);

    /** A hash of what was added so far. */
    interface Hash {
        void add(byte[] bytes, int offset, int length);

        default void add(byte[] bytes) {
            add(bytes, 0, bytes.length);
        }

        default void add(Bytes bytes) {
            add(bytes.toArray());
        }

        /** The hash of what was added so far and of these behind it, which are not added. */
        default byte[] with(Bytes more) {
            var copy = copy();
            copy.add(more);
            return copy.soFar();
        }

        /** The hash so far; more may be added. */
        byte[] soFar();

        Hash copy();
    }

    /** HMAC under one key, for as many messages as one likes. RFC 2104. */
    interface Mac extends AutoCloseable {
        Mac add(byte[] bytes, int offset, int length);

        default Mac add(byte[] bytes) {
            return add(bytes, 0, bytes.length);
        }

        Mac add(java.nio.ByteBuffer bytes);

        /** The value for what was added since the last one. */
        byte[] finish();

        int length();

        @Override
        void close();
    }

    /** A key agreement in the shape of a KEM, which ECDH, finite-field DH, ML-KEM and their hybrids all fit. */
    interface Group {
        /** The first move: a fresh key pair. */
        Offer offer();

        /**
         * The second move: answers a share with a share, and has the secret.
         *
         * @throws HandshakeFailure BAD_KEY_SHARE if the share is not of this group
         */
        Answer answer(Bytes share);

        /** The first mover's side. Used once. */
        interface Offer extends AutoCloseable {
            Bytes share();

            /**
             * The secret, once the answer is there. Finite-field secrets keep their leading zeros. RFC 9846 section 7.4.1.
             *
             * @throws HandshakeFailure BAD_KEY_SHARE if the share is not of this group
             */
            Secret finish(Bytes answer);

            /** Forgets the private key. */
            @Override
            void close();
        }

        /** @param secret owned by whoever gets it */
        record Answer(Bytes share, Secret secret) {}
    }

    /** AES-CBC, whole blocks of 16 bytes. */
    interface BlockMode extends AutoCloseable {
        /** Encrypts in place. */
        void encrypt(byte[] iv, byte[] data, int offset, int length);

        /** Decrypts in place. */
        void decrypt(byte[] iv, byte[] data, int offset, int length);

        @Override
        void close();
    }
}
