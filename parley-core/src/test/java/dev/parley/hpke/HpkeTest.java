package dev.parley.hpke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Curve;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.TestVectors;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.HpkeAead;
import dev.parley.id.HpkeKdf;
import dev.parley.id.HpkeKem;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of RFC 9180 appendix A, and both sides against each other with every KEM and cipher. */
@ExtendWith(NoSecretIsLeft.class)
class HpkeTest {
    private static final Crypto CRYPTO = Cryptography.jdk();

    static List<TestVectors> vectors() {
        return TestVectors.read("rfc9180.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void opensAndSealsAsTheRfcDoes(TestVectors vector) throws Exception {
        var kem = new HpkeKem(Integer.parseInt(vector.value("kem_id")));
        var suite = new HpkeSuite(new HpkeKdf(Integer.parseInt(vector.value("kdf_id"))),
            new HpkeAead(Integer.parseInt(vector.value("aead_id"))));
        try (var hpke = Hpke.from(CRYPTO, kem, suite, key(kem, vector.array("skRm")), vector.bytes("enc"),
            vector.bytes("info"))) {
            hpke.shared().lend(bytes -> assertThat(Bytes.of(bytes)).isEqualTo(vector.bytes("shared_secret")));
            hpke.key().lend(bytes -> assertThat(Bytes.of(bytes)).isEqualTo(vector.bytes("key")));
            hpke.nonce().lend(bytes -> assertThat(Bytes.of(bytes)).isEqualTo(vector.bytes("base_nonce")));
            int count = 0;
            for (int i = 1; vector.has("ct" + i); i++, count++) {
                long number = Long.parseLong(vector.value("seq" + i));
                assertThat(hpke.open(number, vector.bytes("aad" + i), vector.bytes("ct" + i)))
                    .isEqualTo(vector.bytes("pt" + i));
                assertThat(hpke.seal(number, vector.bytes("aad" + i), vector.bytes("pt" + i)))
                    .isEqualTo(vector.bytes("ct" + i));
            }
            assertThat(count).isEqualTo(6);
        }
    }

    private static PrivateKey key(HpkeKem kem, byte[] raw) throws Exception {
        if (kem.equals(HpkeKem.X25519))
            return KeyFactory.getInstance("XDH").generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, raw));
        var curve = Curve.of(kem.group().orElseThrow()).orElseThrow();
        return KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, raw), curve.parameters()));
    }

    static Stream<HpkeKem> kems() {
        return CRYPTO.kems().stream();
    }

    @ParameterizedTest
    @MethodSource("kems")
    void bothSidesUnderstandEachOther(HpkeKem kem) throws Exception {
        var info = Bytes.ofText("both sides know this");
        for (var suite : HpkeSuite.USUAL) {
            var pair = CRYPTO.kem(kem).generate();
            var sender = Hpke.to(CRYPTO, kem, suite, CRYPTO.kem(kem).write(pair.getPublic()), info);
            try (var to = sender.hpke();
                var from = Hpke.from(CRYPTO, kem, suite, pair.getPrivate(), sender.encapsulation(), info)) {
                var sealed = to.seal(1, Bytes.ofText("beside"), Bytes.ofText("within"));
                assertThat(sealed.length()).isEqualTo("within".length() + Hpke.OVERHEAD);
                assertThat(from.open(1, Bytes.ofText("beside"), sealed)).isEqualTo(Bytes.ofText("within"));
                for (var wrong : List.of(sealed.from(1), Bytes.EMPTY))
                    assertThatThrownBy(() -> from.open(1, Bytes.ofText("beside"), wrong))
                        .isInstanceOf(Aead.Altered.class);
                assertThatThrownBy(() -> from.open(0, Bytes.ofText("beside"), sealed))
                    .isInstanceOf(Aead.Altered.class);
                assertThatThrownBy(() -> from.open(1, Bytes.EMPTY, sealed)).isInstanceOf(Aead.Altered.class);
            }
        }
    }

    /** RFC 9180 section 7.1.4: points of small order and what is no point at all are refused. */
    @ParameterizedTest
    @MethodSource("kems")
    void badKeysAreRefused(HpkeKem kem) {
        var good = CRYPTO.kem(kem).generate();
        int length = CRYPTO.kem(kem).write(good.getPublic()).length();
        for (var bad : List.of(Bytes.own(new byte[length]), Bytes.EMPTY, Bytes.own(new byte[length + 1]))) {
            assertThatThrownBy(() -> Hpke.to(CRYPTO, kem, HpkeSuite.USUAL.getFirst(), bad, Bytes.EMPTY))
                .isInstanceOfSatisfying(HandshakeFailure.class,
                    it -> assertThat(it.reason()).isEqualTo(Reason.BAD_KEY_SHARE));
            assertThatThrownBy(
                () -> Hpke.from(CRYPTO, kem, HpkeSuite.USUAL.getFirst(), good.getPrivate(), bad, Bytes.EMPTY))
                .isInstanceOfSatisfying(HandshakeFailure.class,
                    it -> assertThat(it.reason()).isEqualTo(Reason.BAD_KEY_SHARE));
        }
    }
}
