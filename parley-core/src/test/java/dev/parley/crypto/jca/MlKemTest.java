package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static dev.parley.crypto.jca.GroupsTest.assertRefused;
import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoSecretIsLeft.class)
class MlKemTest {
    private final Crypto crypto = JcaCrypto.create();

    static List<NamedGroup> kems() {
        return List.of(NamedGroup.MLKEM512, NamedGroup.MLKEM768, NamedGroup.MLKEM1024);
    }

    static List<NamedGroup> hybrids() {
        return List.of(NamedGroup.X25519MLKEM768, NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP384R1MLKEM1024);
    }

    /** Coefficients have 12 bits but must be below 3329: the modulus check of FIPS 203 section 7.2. */
    @ParameterizedTest
    @MethodSource("kems")
    void coefficientsBeyondTheModulusAreRefused(NamedGroup id) {
        var group = crypto.group(id);
        var share = group.offer().share().toArray();
        share[0] = 0x01; // 3329 = 0xD01, the lowest byte first
        share[1] = (byte) ((share[1] & 0xF0) | 0x0D);
        assertRefused(BAD_KEY_SHARE, () -> group.answer(Bytes.of(share)));
        share[0] = 0x00;
        group.answer(Bytes.of(share)).secret().close();
    }

    /** It must not be seen from outside that a ciphertext was not made for the key. FIPS 203 section 6.3. */
    @ParameterizedTest
    @MethodSource("kems")
    void alteredCiphertextGivesAnotherSecret(NamedGroup id) {
        var group = crypto.group(id);
        try (var offer = group.offer()) {
            var answer = group.answer(offer.share());
            var altered = answer.share().toArray();
            altered[17] ^= 1;
            try (var theirs = answer.secret(); var ours = offer.finish(Bytes.of(altered))) {
                assertThat(ours.length()).isEqualTo(theirs.length());
                assertThat(shown(ours)).isNotEqualTo(shown(theirs));
            }
        }
    }

    @Test
    void hybridsHaveTheSizesOfTheRfc() {
        assertSizes(NamedGroup.X25519MLKEM768, 1216, 1120);
        assertSizes(NamedGroup.SECP256R1MLKEM768, 1249, 1153);
        assertSizes(NamedGroup.SECP384R1MLKEM1024, 1665, 1665);
    }

    private void assertSizes(NamedGroup id, int offer, int answer) {
        var group = (JcaGroup) crypto.group(id);
        assertThat(group.offerLength()).isEqualTo(offer);
        assertThat(group.answerLength()).isEqualTo(answer);
    }

    /** Taking a hybrid apart and doing its halves by hand gives the same: so the order is right. RFC 10024. */
    @Test
    void orderOfX25519MlKem768IsMlKemFirst() {
        assertHalves(NamedGroup.X25519MLKEM768, NamedGroup.MLKEM768, NamedGroup.X25519);
    }

    @Test
    void orderOfSecP256r1MlKem768IsEcdhFirst() {
        assertHalves(NamedGroup.SECP256R1MLKEM768, NamedGroup.SECP256R1, NamedGroup.MLKEM768);
    }

    @Test
    void orderOfSecP384r1MlKem1024IsEcdhFirst() {
        assertHalves(NamedGroup.SECP384R1MLKEM1024, NamedGroup.SECP384R1, NamedGroup.MLKEM1024);
    }

    private void assertHalves(NamedGroup hybrid, NamedGroup first, NamedGroup second) {
        int middle = ((JcaGroup) crypto.group(first)).offerLength();
        try (var offer = crypto.group(hybrid).offer()) {
            var one = crypto.group(first).answer(offer.share().slice(0, middle));
            var two = crypto.group(second).answer(offer.share().from(middle));
            try (var oneSecret = one.secret();
                var twoSecret = two.secret();
                var whole = offer.finish(Bytes.join(one.share(), two.share()))) {
                assertThat(shown(whole))
                    .isEqualTo(Bytes.join(shown(oneSecret), shown(twoSecret)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hybrids")
    void oneBadHalfSpoilsTheWhole(NamedGroup id) {
        var hybrid = (Hybrid) crypto.group(id);
        var share = hybrid.offer().share();
        var answer = hybrid.answer(share);
        answer.secret().close();
        int middle = hybrid.first().offerLength();

        var badFirst = Bytes.join(spoiled(hybrid.first().offerLength()), share.from(middle));
        var badSecond = Bytes.join(share.slice(0, middle), spoiled(hybrid.second().offerLength()));
        assertRefused(BAD_KEY_SHARE, () -> hybrid.answer(badFirst));
        assertRefused(BAD_KEY_SHARE, () -> hybrid.answer(badSecond));

        // The classical half of the answer; a ciphertext cannot be bad.
        boolean classicalIsFirst = hybrid.first() instanceof DiffieHellman;
        int cut = hybrid.first().answerLength();
        var bad = classicalIsFirst ? Bytes.join(Bytes.own(new byte[cut]), answer.share().from(cut))
            : Bytes.join(answer.share().slice(0, cut), Bytes.own(new byte[hybrid.second().answerLength()]));
        assertRefused(BAD_KEY_SHARE, () -> hybrid.offer().finish(bad));
    }

    /** All ones is no point of a NIST curve and no key of ML-KEM; for X25519 all zeros is the point of small order. */
    private static Bytes spoiled(int length) {
        var bytes = new byte[length];
        if (length != 32)
            java.util.Arrays.fill(bytes, (byte) 0xFF);
        return Bytes.own(bytes);
    }
}
