package dev.parley.credential;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.spec.PKCS8EncodedKeySpec;

/** Private keys of every kind in one form. RFC 5958. */
final class Pkcs8 {
    private static final Der VERSION = Der.of(Der.INTEGER, Bytes.of((byte) 0));

    private Pkcs8() {}

    static Bytes wrap(Der identifier, Bytes key) {
        return Der.sequence(VERSION, identifier, Der.of(Der.OCTET_STRING, key)).encoded();
    }

    /** @throws dev.parley.wire.WireFailure if it is no PKCS#8 */
    static PrivateKey read(Bytes encoded) throws GeneralSecurityException {
        var parts = Der.read(encoded).as(Der.SEQUENCE);
        parts.part(0).number();
        var identifier = parts.part(1).as(Der.SEQUENCE);
        var key = parts.part(2).as(Der.OCTET_STRING).content();
        var oid = identifier.part(0).oid();
        var algorithm = KeyAlgorithm.of(oid).orElseThrow(() -> new CredentialFailure(
            "a key of the kind " + oid + " cannot sign: it must be RSA, EC, Ed25519, Ed448 or ML-DSA"));
        return switch (algorithm) {
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> mlDsa(algorithm, identifier, key);
            // Written anew: attributes and public keys that may stand behind, the JDK does not always like.
            default -> key(algorithm, wrap(identifier, key));
        };
    }

    private static PrivateKey key(KeyAlgorithm algorithm, Bytes encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm.jca()).generatePrivate(new PKCS8EncodedKeySpec(encoded.toArray()));
    }

    /** The seed, the expanded key, or both; the JDK reads only the second. RFC 9881 section 6. */
    private static PrivateKey mlDsa(KeyAlgorithm algorithm, Der identifier, Bytes key) throws GeneralSecurityException {
        var choice = Der.read(key);
        if (choice.is(Der.implicit(0))) return ofSeed(algorithm, choice.content());
        var expanded = choice.is(Der.SEQUENCE) ? choice.part(1).as(Der.OCTET_STRING) : choice.as(Der.OCTET_STRING);
        return key(algorithm, wrap(identifier, expanded.encoded()));
    }

    /**
     * FIPS 204 makes a key pair of 32 random bytes and nothing else: with the seed as those, this key comes out again.
     */
    private static PrivateKey ofSeed(KeyAlgorithm algorithm, Bytes seed) throws GeneralSecurityException {
        if (seed.length() != 32)
            throw new CredentialFailure("the seed of an ML-DSA key has 32 bytes, not " + seed.length());
        var generator = KeyPairGenerator.getInstance(algorithm.jca(), "SUN");
        generator.initialize(-1, new Fixed(seed));
        return generator.generateKeyPair().getPrivate();
    }

    /** "Random" bytes that are known before. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient Bytes bytes;

        Fixed(Bytes bytes) {
            super(new Unused(), null);
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length())
                throw new IllegalStateException("the JDK makes ML-DSA keys in another way");
            bytes.copyTo(target, 0);
        }
    }

    private static final class Unused extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {
            throw new IllegalStateException();
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            throw new IllegalStateException();
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            throw new IllegalStateException();
        }
    }
}
