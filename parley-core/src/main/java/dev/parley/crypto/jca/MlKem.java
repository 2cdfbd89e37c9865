package dev.parley.crypto.jca;

import dev.parley.crypto.Secret;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;

/**
 * ML-KEM: the offer is an encapsulation key, the answer a ciphertext, the secret 32 bytes. FIPS 203.
 *
 * @param offerLength of an encapsulation key
 * @param answerLength of a ciphertext
 */
record MlKem(NamedGroup group, NamedParameterSpec parameters, int offerLength, int answerLength, SecureRandom random)
    implements JcaGroup {

    static MlKem mlKem512(SecureRandom random) {
        return new MlKem(NamedGroup.MLKEM512, NamedParameterSpec.ML_KEM_512, 800, 768, random);
    }

    static MlKem mlKem768(SecureRandom random) {
        return new MlKem(NamedGroup.MLKEM768, NamedParameterSpec.ML_KEM_768, 1184, 1088, random);
    }

    static MlKem mlKem1024(SecureRandom random) {
        return new MlKem(NamedGroup.MLKEM1024, NamedParameterSpec.ML_KEM_1024, 1568, 1568, random);
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public Offer offer() {
        try {
            var generator = KeyPairGenerator.getInstance(parameters.getName());
            generator.initialize(parameters, random);
            var pair = generator.generateKeyPair();
            return new Decapsulation(this, write(pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    @Override
    public Answer answer(Bytes share) {
        try {
            var encapsulated = encapsulator(ofLength(offerLength, share)).encapsulate();
            return new Answer(Bytes.own(encapsulated.encapsulation()), Secret.of(encapsulated.key().getEncoded()));
        } catch (InvalidKeyException e) {
            throw bad(e);
        } catch (GeneralSecurityException e) {
            throw failed(e);
        }
    }

    /**
     * Checks the key as FIPS 203 section 7.2 demands, the modulus check included. The JDK takes the key's bare bytes, which
     * spares 13 KB of copies and checks made twice; who does not take them is given them as X.509 has them.
     */
    private KEM.Encapsulator encapsulator(Bytes share) throws GeneralSecurityException {
        try {
            return KEM.getInstance(parameters.getName()).newEncapsulator(new Bare(parameters.getName(), share), random);
        } catch (NoSuchAlgorithmException | InvalidKeyException _) {
            return KEM.getInstance("ML-KEM").newEncapsulator(read(share), random);
        }
    }

    /** An encapsulation key as FIPS 203 writes it. */
    private record Bare(String algorithm, Bytes share) implements PublicKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return share.toArray();
        }
    }

    /** The JCA knows keys as X.509 has them: a header, the same for all keys of a kind, and the key's own bytes. */
    private Bytes write(PublicKey key) {
        var encoded = Bytes.own(key.getEncoded());
        return encoded.from(encoded.length() - offerLength);
    }

    private PublicKey read(Bytes share) throws GeneralSecurityException {
        var encoded = Bytes.join(header(), ofLength(offerLength, share));
        return KeyFactory.getInstance(parameters.getName()).generatePublic(new X509EncodedKeySpec(encoded.toArray()));
    }

    /**
     * The DER before the key: sequence { sequence { id-alg-ml-kem-512, -768 or -1024 }, bit string of whole bytes }.
     * draft-ietf-lamps-kyber-certificates.
     */
    private Bytes header() {
        int variant = 1 + group.id() - NamedGroup.MLKEM512.id();
        return Bytes.ofHex("3082%04x 300b0609608648016503040 4%02x 0382%04x 00".formatted(
            offerLength + 18, variant, offerLength + 1));
    }

    /** The offering side's private key, until the ciphertext is there. */
    private static final class Decapsulation implements Offer {
        private final MlKem kem;
        private final Bytes share;
        private PrivateKey key;

        Decapsulation(MlKem kem, Bytes share, PrivateKey key) {
            this.kem = kem;
            this.share = share;
            this.key = key;
        }

        @Override
        public Bytes share() {
            return share;
        }

        /** A ciphertext of the right length always opens: to a wrong secret, if it was made for another key. */
        @Override
        public Secret finish(Bytes answer) {
            if (key == null) throw new IllegalStateException("this offer is used or closed");
            try {
                kem.ofLength(kem.answerLength, answer);
                return Secret
                    .of(KEM.getInstance("ML-KEM").newDecapsulator(key).decapsulate(answer.toArray()).getEncoded());
            } catch (GeneralSecurityException e) {
                throw kem.failed(e);
            } finally {
                close();
            }
        }

        @Override
        public void close() {
            key = null;
        }
    }
}
