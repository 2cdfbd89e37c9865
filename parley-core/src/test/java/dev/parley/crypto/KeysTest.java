package dev.parley.crypto;

import static dev.parley.id.SignatureScheme.ECDSA_SECP256R1_SHA256;
import static dev.parley.id.SignatureScheme.ECDSA_SECP384R1_SHA384;
import static dev.parley.id.SignatureScheme.ECDSA_SECP521R1_SHA512;
import static dev.parley.id.SignatureScheme.ED25519;
import static dev.parley.id.SignatureScheme.ED448;
import static dev.parley.id.SignatureScheme.MLDSA65;
import static dev.parley.id.SignatureScheme.RSA_PKCS1_SHA1;
import static dev.parley.id.SignatureScheme.RSA_PKCS1_SHA256;
import static dev.parley.id.SignatureScheme.RSA_PKCS1_SHA384;
import static dev.parley.id.SignatureScheme.RSA_PKCS1_SHA512;
import static dev.parley.id.SignatureScheme.RSA_PSS_PSS_SHA256;
import static dev.parley.id.SignatureScheme.RSA_PSS_PSS_SHA384;
import static dev.parley.id.SignatureScheme.RSA_PSS_PSS_SHA512;
import static dev.parley.id.SignatureScheme.RSA_PSS_RSAE_SHA256;
import static dev.parley.id.SignatureScheme.RSA_PSS_RSAE_SHA384;
import static dev.parley.id.SignatureScheme.RSA_PSS_RSAE_SHA512;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.HashAlgorithm;
import dev.parley.id.SignatureScheme;
import java.security.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void rsaDoesPssInBothAndPkcs1Only12() {
        var key = TestKeys.rsa(2048).getPublic();
        assertThat(in13(key)).containsExactly(RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384, RSA_PSS_RSAE_SHA512);
        assertThat(in12(key)).containsExactly(RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384, RSA_PSS_RSAE_SHA512,
            RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512);
    }

    @Test
    void shortRsaKeyHasNoRoomForLongHashes() {
        var key = TestKeys.rsa(1024).getPublic();
        assertThat(in13(key)).containsExactly(RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384); // 130 bytes do not fit in 128
        assertThat(in12(key)).contains(RSA_PKCS1_SHA512).doesNotContain(RSA_PSS_RSAE_SHA512);
        assertThat(in12(TestKeys.rsa(512).getPublic())).containsExactly(RSA_PKCS1_SHA256);
    }

    @Test
    void pssKeyMayNameItsHash() {
        assertThat(in13(TestKeys.rsaPss(2048).getPublic()))
            .containsExactly(RSA_PSS_PSS_SHA256, RSA_PSS_PSS_SHA384, RSA_PSS_PSS_SHA512);
        var bound = TestKeys.rsaPss(2048, HashAlgorithm.SHA384).getPublic();
        assertThat(in13(bound)).containsExactly(RSA_PSS_PSS_SHA384);
        assertThat(in12(bound)).containsExactly(RSA_PSS_PSS_SHA384);
    }

    @Test
    void curveIsBoundIn13AndOnlyPreferredIn12() {
        var key = TestKeys.ec(Curve.P384).getPublic();
        assertThat(in13(key)).containsExactly(ECDSA_SECP384R1_SHA384);
        assertThat(in12(key)).containsExactly(ECDSA_SECP384R1_SHA384, ECDSA_SECP256R1_SHA256, ECDSA_SECP521R1_SHA512);
    }

    @Test
    void edwardsKeysHaveOneSchemeEach() {
        assertThat(in13(TestKeys.named("Ed25519").getPublic())).containsExactly(ED25519);
        assertThat(in12(TestKeys.named("Ed448").getPublic())).containsExactly(ED448);
    }

    @Test
    void mlDsaIsFor13Only() {
        var key = TestKeys.named("ML-DSA-65").getPublic();
        assertThat(in13(key)).containsExactly(MLDSA65);
        assertThat(in12(key)).isEmpty();
    }

    @Test
    void agreementKeysSignNothing() {
        var key = TestKeys.named("X25519").getPublic();
        assertThat(Keys.family(key)).isEqualTo(SignatureScheme.Key.UNKNOWN);
        assertThat(in13(key)).isEmpty();
        assertThat(in12(key)).isEmpty();
    }

    @Test
    void sha1AndUnknownSchemesFitNothing13() {
        var key = TestKeys.rsa(2048).getPublic();
        assertThat(Keys.fits(RSA_PKCS1_SHA1, key, true)).isFalse();
        assertThat(Keys.fits(RSA_PKCS1_SHA256, key, true)).isFalse();
        assertThat(Keys.fits(new SignatureScheme(0xFE00), key, false)).isFalse();
    }

    private static List<SignatureScheme> in13(PublicKey key) {
        return Keys.schemes(key, true);
    }

    private static List<SignatureScheme> in12(PublicKey key) {
        return Keys.schemes(key, false);
    }
}
