package dev.parley.crypto.fast;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.Cryptography;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.BulkCipher;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The libraries' cryptography against the JDK's: what one makes the other understands, and both refuse the same. */
class FastCryptoTest {
    private static final Crypto FAST = new FastCrypto();
    private static final Crypto JDK = Cryptography.jdk();
    private static final byte[] MESSAGE = {1, 2, 3};

    @Test
    void isFoundByItsPresence() {
        assertThat(Cryptography.standard()).isInstanceOf(FastCrypto.class);
        assertThat(FAST.makers()).anyMatch(line -> line.startsWith("RSA: AmazonCorrettoCryptoProvider"))
            .anyMatch(line -> line.startsWith("X25519: Conscrypt"))
            .anyMatch(line -> line.startsWith("AES-GCM: AmazonCorrettoCryptoProvider"));
    }

    @Test
    void canDoAllThatTheJdkCan() {
        assertThat(FAST.groups()).isEqualTo(JDK.groups());
        assertThat(FAST.schemes()).isEqualTo(JDK.schemes());
        assertThat(FAST.ciphers()).isEqualTo(JDK.ciphers());
    }

    static List<NamedGroup> groups() {
        return JDK.groups();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void agreesWithTheJdk(NamedGroup group) {
        agree(FAST.group(group), JDK.group(group));
        agree(JDK.group(group), FAST.group(group));
        agree(FAST.group(group), FAST.group(group));
    }

    private static void agree(Crypto.Group one, Crypto.Group other) {
        try (var offer = one.offer()) {
            var answer = other.answer(offer.share());
            try (var theirs = answer.secret(); var ours = offer.finish(answer.share())) {
                assertThat(bytes(ours)).isEqualTo(bytes(theirs));
            }
        }
    }

    private static byte[] bytes(Secret secret) {
        var bytes = new byte[secret.length()];
        secret.lend(it -> System.arraycopy(it, 0, bytes, 0, bytes.length));
        return bytes;
    }

    /** Zeros are of small order on Montgomery's curves, and no uncompressed point on NIST's. */
    @ParameterizedTest
    @MethodSource("groups")
    void refusesSharesThatAreNone(NamedGroup group) {
        int length = FAST.group(group).offer().share().length();
        for (int wrong : new int[]{length - 1, length + 1, 0}) refuses(group, Bytes.own(new byte[wrong]));
        if (group.kind() == NamedGroup.Kind.NIST) {
            var offPoint = FAST.group(group).offer().share().toArray();
            offPoint[length - 1] ^= 1;
            refuses(group, Bytes.own(offPoint));
        }
        if (group.kind() != NamedGroup.Kind.KEM) refuses(group, Bytes.own(new byte[length]));
    }

    private static void refuses(NamedGroup group, Bytes share) {
        var failure = catchThrowableOfType(HandshakeFailure.class, () -> FAST.group(group).answer(share));
        assertThat(failure).as("%s, %d bytes", group, share.length()).isNotNull();
        assertThat(failure.reason()).isEqualTo(BAD_KEY_SHARE);
    }

    /** Of order 1, 2, 4 and 8, and 2^255 - 19 + 1. RFC 7748 section 6.1. */
    @ParameterizedTest
    @ValueSource(strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
    void refusesPointsOfSmallOrder(String point) {
        refuses(NamedGroup.X25519, Bytes.ofHex(point));
        assertThatThrownBy(() -> FAST.group(NamedGroup.X25519).offer().finish(Bytes.ofHex(point)))
            .isInstanceOf(HandshakeFailure.class);
    }

    static List<SignatureScheme> schemes() {
        return JDK.schemes();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void signsForTheJdk(SignatureScheme scheme) throws GeneralSecurityException {
        var pair = pair(scheme);
        var other = pair(scheme);
        var byFast = FAST.sign(scheme, pair.getPrivate(), MESSAGE);
        var byJdk = JDK.sign(scheme, pair.getPrivate(), MESSAGE);
        for (var verifier : List.of(FAST, JDK)) for (var signature : List.of(byFast, byJdk)) {
            assertThat(verifier.verify(scheme, pair.getPublic(), signature, MESSAGE)).isTrue();
            assertThat(verifier.verify(scheme, pair.getPublic(), signature, new byte[3])).isFalse();
            assertThat(verifier.verify(scheme, other.getPublic(), signature, MESSAGE)).isFalse();
            var altered = signature.toArray();
            altered[altered.length - 1] ^= 1;
            assertThat(verifier.verify(scheme, pair.getPublic(), Bytes.own(altered), MESSAGE)).isFalse();
        }
    }

    private static KeyPair pair(SignatureScheme scheme) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(switch (scheme.key()) {
            case EC, RSA -> scheme.key().name();
            case RSA_PSS -> "RSASSA-PSS";
            case EDWARDS -> scheme.name();
            case MLDSA -> scheme.name().replace("mldsa", "ML-DSA-");
            case UNKNOWN -> throw new IllegalArgumentException(scheme.name());
        });
        if (scheme.curve().isPresent()) generator.initialize(new ECGenParameterSpec(scheme.curve().get().name()));
        return generator.generateKeyPair();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 1000, 16384})
    void sealsForTheJdk(int length) throws Exception {
        for (var cipher : List.of(BulkCipher.AES_128_GCM, BulkCipher.AES_256_GCM, BulkCipher.CHACHA20_POLY1305)) {
            for (boolean direct : new boolean[]{false, true}) {
                var key = new byte[cipher.keyLength()];
                Arrays.fill(key, (byte) 7);
                try (var secret = Secret.of(key); var fast = FAST.aead(cipher, secret);
                    var jdk = JDK.aead(cipher, secret)) {
                    var bySecond = sealed(jdk, length, direct);
                    assertThat(sealed(fast, length, direct)).isEqualTo(bySecond);
                    opens(fast, bySecond, direct);
                }
            }
        }
    }

    private static byte[] nonce() {
        return new byte[12];
    }

    private static ByteBuffer sealed(Aead aead, int length, boolean direct) {
        var plain = direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
        var sealed = direct ? ByteBuffer.allocateDirect(length + 16) : ByteBuffer.allocate(length + 16);
        var nonce = nonce();
        nonce[11] = (byte) (direct ? 1 : 0);
        aead.seal(nonce, MESSAGE, 3, plain, sealed);
        return sealed.flip();
    }

    private static void opens(Aead aead, ByteBuffer sealed, boolean direct) throws Aead.Altered {
        int length = sealed.remaining() - 16;
        var nonce = nonce();
        nonce[11] = (byte) (direct ? 1 : 0);
        var altered = ByteBuffer.allocate(sealed.remaining()).put(sealed.duplicate()).flip();
        altered.put(length, (byte) (altered.get(length) ^ 1));
        assertThatThrownBy(() -> aead.open(nonce, MESSAGE, 3, altered, altered.duplicate()))
            .isInstanceOf(Aead.Altered.class);
        assertThat(altered.remaining()).isEqualTo(sealed.remaining());
        for (int i = 0; i < length; i++) assertThat(altered.get(i)).as("what was opened is wiped").isZero();
        for (int again = 0; again < 2; again++) {
            var plain = direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
            aead.open(nonce, MESSAGE, 3, sealed.duplicate(), plain);
            assertThat(plain.position()).isEqualTo(length);
        }
        aead.open(nonce, MESSAGE, 3, sealed, sealed.duplicate()); // in place
        for (int i = 0; i < length; i++) assertThat(sealed.get(i)).isZero();
    }

    @Test
    void premasterOfRsa() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var premaster = new byte[48];
        premaster[0] = 3;
        premaster[1] = 3;
        try (var secret = Secret.of(premaster.clone())) {
            var encrypted = JDK.encryptPremaster(pair.getPublic(), secret);
            try (var right = FAST.decryptPremaster(pair.getPrivate(), encrypted, 0x0303);
                var wrong = FAST.decryptPremaster(pair.getPrivate(), encrypted, 0x0302)) {
                assertThat(bytes(right)).isEqualTo(premaster);
                assertThat(bytes(wrong)).isNotEqualTo(premaster).hasSize(48);
            }
            var altered = encrypted.toArray();
            altered[100] ^= 1;
            try (var random = FAST.decryptPremaster(pair.getPrivate(), Bytes.own(altered), 0x0303)) {
                assertThat(bytes(random)).isNotEqualTo(premaster).hasSize(48);
            }
        }
    }

    /** Signatures stay ready for their key; nothing of one message, scheme or failure is left to the next. */
    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void oneKeyServesManyMessages(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        var pair = generator.generateKeyPair();
        var schemes = algorithm.equals("EC") ? List.of(SignatureScheme.ECDSA_SECP256R1_SHA256)
            : List.of(SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA384,
                SignatureScheme.RSA_PKCS1_SHA256);
        for (byte i = 0; i < 10; i++) for (var scheme : schemes) {
            var text = new byte[]{i};
            var signature = FAST.sign(scheme, pair.getPrivate(), text);
            assertThat(JDK.verify(scheme, pair.getPublic(), signature, text)).isTrue();
            assertThat(FAST.verify(scheme, pair.getPublic(), signature, MESSAGE)).isFalse();
            assertThat(FAST.verify(scheme, pair.getPublic(), Bytes.EMPTY, text)).isFalse();
            assertThat(FAST.verify(scheme, pair.getPublic(), signature, text)).isTrue();
        }
    }
}
