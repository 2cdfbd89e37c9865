package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static dev.parley.crypto.jca.GroupsTest.assertRefused;
import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.TestVectors;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoSecretIsLeft.class)
class MontgomeryCurveTest {
    @ParameterizedTest
    @MethodSource("vectors")
    void rfc7748(TestVectors vector) {
        var group = NamedGroup.named(vector.value("group")).orElseThrow();
        try (var offer = new FixedCrypto(1).privateKey(group, vector.bytes("scalar")).group(group).offer();
            var product = offer.finish(vector.bytes("u"))) {
            assertThat(shown(product)).isEqualTo(vector.bytes("product"));
            if (vector.has("share"))
                assertThat(offer.share()).isEqualTo(vector.bytes("share"));
        }
    }

    static List<TestVectors> vectors() {
        return TestVectors.read("rfc7748.txt");
    }

    /** Points whose order divides the cofactor, in reduced form and not. RFC 7748 section 6, and its security section. */
    @ParameterizedTest
    @ValueSource(strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000080"})
    void smallOrderIsRefusedOnX25519(String point) {
        assertSmallOrder(NamedGroup.X25519, Bytes.ofHex(point));
    }

    @Test
    void smallOrderIsRefusedOnX448() {
        var zeros = "00".repeat(55);
        var prime = "ff".repeat(28) + "fe" + "ff".repeat(27);
        assertSmallOrder(NamedGroup.X448, Bytes.ofHex("00" + zeros));
        assertSmallOrder(NamedGroup.X448, Bytes.ofHex("01" + zeros));
        assertSmallOrder(NamedGroup.X448, Bytes.ofHex("fe" + prime.substring(2))); // p - 1
        assertSmallOrder(NamedGroup.X448, Bytes.ofHex(prime));
        assertSmallOrder(NamedGroup.X448, Bytes.ofHex("00".repeat(28) + "ff".repeat(28))); // p + 1
    }

    private static void assertSmallOrder(NamedGroup group, Bytes point) {
        assertRefused(BAD_KEY_SHARE, () -> JcaCrypto.create().group(group).answer(point));
        assertRefused(BAD_KEY_SHARE, () -> JcaCrypto.create().group(group).offer().finish(point));
    }

    /** Numbers beyond the prime, and the unused bit, are to be taken as they are. RFC 7748 section 5. */
    @Test
    void unreducedPointsAreTaken() {
        var nine = Bytes.ofHex("09" + "00".repeat(31));
        assertThat(productWith("f6" + "ff".repeat(30) + "7f")).isEqualTo(productWith(nine.hex())); // p + 9
        assertThat(productWith("09" + "00".repeat(30) + "80")).isEqualTo(productWith(nine.hex()));
    }

    private static Bytes productWith(String point) {
        var crypto = new FixedCrypto(1).privateKey(NamedGroup.X25519, Bytes.ofHex("77".repeat(32)));
        try (var product = crypto.group(NamedGroup.X25519).offer().finish(Bytes.ofHex(point))) {
            return shown(product);
        }
    }
}
