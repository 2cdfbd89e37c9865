package dev.parley.crypto.jca;

import static dev.parley.crypto.jca.GroupsTest.assertRefused;
import static dev.parley.failure.Reason.OWN_KEY_FAILED;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Keys;
import dev.parley.crypto.TestKeys;
import dev.parley.crypto.TestVectors;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignaturesTest {
    private static final byte[] HELLO = "hello, ".getBytes(US_ASCII);
    private static final byte[] WORLD = "world".getBytes(US_ASCII);

    private final Crypto crypto = JcaCrypto.create();

    static List<SignatureScheme> all() {
        return SignatureScheme.ALL;
    }

    @Test
    void jdkHasThemAll() {
        assertThat(crypto.schemes()).isEqualTo(SignatureScheme.ALL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void verifiesWhatItSigned(SignatureScheme scheme) {
        var key = TestKeys.of(scheme);
        assertThat(Keys.fits(scheme, key.getPublic(), scheme.isFor13())).isTrue();
        var signature = crypto.sign(scheme, key.getPrivate(), HELLO, WORLD);
        assertThat(crypto.verify(scheme, key.getPublic(), signature, HELLO, WORLD)).isTrue();
        assertThat(crypto.verify(scheme, key.getPublic(), signature, "hello, world".getBytes(US_ASCII))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void alteredDoesNotVerify(SignatureScheme scheme) {
        var key = TestKeys.of(scheme);
        var signature = crypto.sign(scheme, key.getPrivate(), HELLO);
        for (int at : new int[]{0, signature.length() / 2, signature.length() - 1}) {
            var altered = signature.toArray();
            altered[at] ^= 1;
            assertThat(crypto.verify(scheme, key.getPublic(), Bytes.own(altered), HELLO)).as("byte %d", at).isFalse();
        }
        assertThat(crypto.verify(scheme, key.getPublic(), signature, WORLD)).isFalse();
        assertThat(crypto.verify(scheme, key.getPublic(), signature)).isFalse();
        for (var nonsense : List.of(Bytes.EMPTY, Bytes.of((byte) 0x30), signature.from(1),
            Bytes.join(signature, signature)))
            assertThat(crypto.verify(scheme, key.getPublic(), nonsense, HELLO)).isFalse();
    }

    /** The scheme that was signed with is the one to be verified with, whatever the key could do. */
    @ParameterizedTest
    @MethodSource("all")
    void otherSchemesDoNotVerify(SignatureScheme scheme) {
        var key = TestKeys.of(scheme);
        var signature = crypto.sign(scheme, key.getPrivate(), HELLO);
        for (var other : SignatureScheme.ALL)
            if (!other.equals(scheme)) {
                assertThat(crypto.verify(other, key.getPublic(), signature, HELLO)).as("verify with %s", other)
                    .isFalse();
                assertThat(crypto.verify(scheme, TestKeys.of(other).getPublic(), signature, HELLO))
                    .as("key for %s", other).isEqualTo(TestKeys.of(other).equals(key));
            }
    }

    @ParameterizedTest
    @MethodSource("all")
    void keyOfAnotherKindFailsToSign(SignatureScheme scheme) {
        var wrong = TestKeys.of(scheme.key() == SignatureScheme.Key.EC ? SignatureScheme.ED25519
            : SignatureScheme.ECDSA_SECP256R1_SHA256).getPrivate();
        assertRefused(OWN_KEY_FAILED, () -> crypto.sign(scheme, wrong, HELLO));
    }

    @Test
    void keyTooShortForTheHashFailsToSign() {
        var key = TestKeys.rsa(1024).getPrivate();
        assertRefused(OWN_KEY_FAILED, () -> crypto.sign(SignatureScheme.RSA_PSS_RSAE_SHA512, key, HELLO));
    }

    @Test
    void keyInATokenSignsThere() {
        try (var token = new Token()) {
            for (var scheme : List.of(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PKCS1_SHA256,
                SignatureScheme.RSA_PSS_RSAE_SHA384, SignatureScheme.ED25519)) {
                var key = TestKeys.of(scheme);
                var signature = crypto.sign(scheme, token.holding(key.getPrivate()), HELLO);
                assertThat(crypto.verify(scheme, key.getPublic(), signature, HELLO)).as("%s", scheme).isTrue();
            }
        }
    }

    @Test
    void keyInATokenThatIsGoneFails() {
        var scheme = SignatureScheme.ECDSA_SECP256R1_SHA256;
        var key = new Token.InsideKey(TestKeys.of(scheme).getPrivate());
        assertRefused(OWN_KEY_FAILED, () -> crypto.sign(scheme, key, HELLO));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc8032(TestVectors vector) throws Exception {
        var scheme = SignatureScheme.named(vector.value("scheme")).orElseThrow();
        assertThat(crypto.sign(scheme, privateKey(vector), vector.array("message")))
            .isEqualTo(vector.bytes("signature"));
        assertThat(crypto.verify(scheme, publicKey(vector), vector.bytes("signature"), vector.array("message")))
            .isTrue();
    }

    static List<TestVectors> vectors() {
        return TestVectors.read("rfc8032.txt");
    }

    private static PrivateKey privateKey(TestVectors vector) throws Exception {
        return KeyFactory.getInstance("EdDSA")
            .generatePrivate(
                new EdECPrivateKeySpec(new NamedParameterSpec(vector.value("scheme")), vector.array("seed")));
    }

    /** As X.509 has it. RFC 8410 section 10.1. */
    private static PublicKey publicKey(TestVectors vector) throws Exception {
        var header = vector.value("scheme").equals("ed25519") ? "302a300506032b6570032100" : "3043300506032b6571033a00";
        return KeyFactory.getInstance("EdDSA")
            .generatePublic(new X509EncodedKeySpec(Bytes.join(Bytes.ofHex(header), vector.bytes("key")).toArray()));
    }
}
