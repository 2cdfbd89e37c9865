package dev.parley.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.TestKeys;
import dev.parley.crypto.jca.Providers.Work;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signatures that are kept ready for a key, here by the JDK's own provider, named as if it were another. */
class OwnFormsTest {
    private static final SignatureScheme SCHEME = SignatureScheme.ECDSA_SECP256R1_SHA256;

    private final Providers providers = Providers.ANY.with(Work.ECDSA, Security.getProvider("SunEC"));
    private final SecureRandom random = new SecureRandom();
    private final Signatures signatures = new Signatures(providers, new OwnForms(providers));

    /** Keys that the provider has to translate first. */
    private final PrivateKey own = new Private((ECPrivateKey) TestKeys.of(SCHEME).getPrivate());
    private final PublicKey theirs = new Public((ECPublicKey) TestKeys.of(SCHEME).getPublic());

    @Test
    void oneSignatureServesManyMessages() {
        for (byte i = 0; i < 20; i++) {
            var signature = signatures.sign(SCHEME, own, random, new byte[]{i});
            assertThat(signatures.verify(SCHEME, theirs, signature, new byte[]{i})).isTrue();
            assertThat(signatures.verify(SCHEME, theirs, signature, new byte[]{(byte) (i + 1)})).isFalse();
            assertThat(signatures.verify(SCHEME, theirs, signature, new byte[]{i})).as("again").isTrue();
        }
    }

    /** A signature that was ready for one key is never used with another. */
    @Test
    void eachKeyHasItsOwn() {
        var other = new Public((ECPublicKey) pair().getPublic());
        var signature = signatures.sign(SCHEME, own, random, new byte[]{1});
        for (int i = 0; i < 3; i++) {
            assertThat(signatures.verify(SCHEME, theirs, signature, new byte[]{1})).isTrue();
            assertThat(signatures.verify(SCHEME, other, signature, new byte[]{1})).isFalse();
        }
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nonsenseDoesNotSpoilTheNextOne() {
        var signature = signatures.sign(SCHEME, own, random, new byte[]{1});
        for (var nonsense : new Bytes[]{Bytes.EMPTY, Bytes.ofHex("30"), signature.from(1), signature.slice(0, 9)}) {
            assertThat(signatures.verify(SCHEME, theirs, nonsense, new byte[]{1})).isFalse();
            assertThat(signatures.verify(SCHEME, theirs, signature, new byte[]{1})).isTrue();
        }
    }

    @Test
    void manyThreadsShareAKey() {
        assertThat(IntStream.range(0, 200).parallel().allMatch(i -> {
            var text = new byte[]{(byte) i};
            return signatures.verify(SCHEME, theirs, signatures.sign(SCHEME, own, random, text),
                text);
        })).isTrue();
    }

    private record Private(ECPrivateKey real) implements ECPrivateKey {
        @Override
        public BigInteger getS() {
            return real.getS();
        }

        @Override
        public ECParameterSpec getParams() {
            return real.getParams();
        }

        @Override
        public String getAlgorithm() {
            return real.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return real.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return real.getEncoded();
        }
    }

    private record Public(ECPublicKey real) implements ECPublicKey {
        @Override
        public ECPoint getW() {
            return real.getW();
        }

        @Override
        public ECParameterSpec getParams() {
            return real.getParams();
        }

        @Override
        public String getAlgorithm() {
            return real.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return real.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return real.getEncoded();
        }
    }
}
