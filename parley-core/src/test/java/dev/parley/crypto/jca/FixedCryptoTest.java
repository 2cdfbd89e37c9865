package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.TestKeys;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoSecretIsLeft.class)
class FixedCryptoTest {
    @Test
    void chosenBytesComeFirstByLength() {
        var session = Bytes.ofHex("aa".repeat(16));
        var first = Bytes.ofHex("01".repeat(32));
        var second = Bytes.ofHex("02".repeat(32));
        var crypto = new FixedCrypto(1).random(first).random(session).random(second);
        assertThat(crypto.random(16)).isEqualTo(session);
        assertThat(crypto.random(32)).isEqualTo(first);
        assertThat(crypto.random(32)).isEqualTo(second);
        assertThat(crypto.random(32)).isNotIn(first, second);
        assertThat(new FixedCrypto(1).random(7)).isEqualTo(new FixedCrypto(1).random(7));
        assertThat(new FixedCrypto(1).random(7)).isNotEqualTo(new FixedCrypto(2).random(7));
    }

    /** Everything that a handshake draws comes from the one source, so that it can be replayed. */
    @ParameterizedTest
    @MethodSource("dev.parley.crypto.jca.GroupsTest#all")
    void groupsAreTheSameInEachRun(NamedGroup id) {
        var one = new FixedCrypto(3).group(id);
        var two = new FixedCrypto(3).group(id);
        var share = one.offer().share();
        assertThat(share).isEqualTo(two.offer().share());
        var answer = one.answer(share);
        var same = two.answer(share);
        try (var secret = answer.secret(); var sameSecret = same.secret()) {
            assertThat(answer.share()).isEqualTo(same.share());
            assertThat(shown(secret)).isEqualTo(shown(sameSecret));
        }
    }

    @Test
    void chosenKeysAreUsedOnce() {
        var crypto = new FixedCrypto(1).privateKey(NamedGroup.X25519, Bytes.ofHex("42".repeat(32)));
        var group = crypto.group(NamedGroup.X25519);
        var chosen = group.offer().share();
        assertThat(group.offer().share()).isNotEqualTo(chosen);
        assertThat(crypto.group(NamedGroup.X25519).offer().share()).isNotEqualTo(chosen);
    }

    @Test
    void chosenSignatureIsAnswered() {
        var crypto = new FixedCrypto(1).signature(Bytes.ofText("signed"));
        var scheme = SignatureScheme.RSA_PSS_RSAE_SHA256;
        var key = TestKeys.of(scheme);
        assertThat(crypto.sign(scheme, key.getPrivate())).isEqualTo(Bytes.ofText("signed"));
        assertThat(crypto.verify(scheme, key.getPublic(), crypto.sign(scheme, key.getPrivate()))).isTrue();
    }
}
