package dev.parley.crypto.jca;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoSecretIsLeft.class)
class HashTest {
    private final Crypto crypto = JcaCrypto.create();

    @ParameterizedTest
    @EnumSource
    void canBeLookedAtAndGoesOn(HashAlgorithm algorithm) throws Exception {
        var whole = MessageDigest.getInstance(algorithm.jca());
        var hash = crypto.hash(algorithm);
        assertThat(hash.soFar()).hasSize(algorithm.length()).isEqualTo(whole.digest());

        hash.add(Bytes.ofText("one ").slice(0, 3));
        hash.add("? two!".getBytes(US_ASCII), 1, 4);
        assertThat(hash.soFar()).isEqualTo(whole.digest("one two".getBytes(US_ASCII)));
        assertThat(hash.soFar()).isEqualTo(whole.digest("one two".getBytes(US_ASCII)));
    }

    @Test
    void copiesGoTheirOwnWays() {
        var hash = crypto.hash(HashAlgorithm.SHA256);
        hash.add(new byte[]{1});
        var copy = hash.copy();
        copy.add(new byte[]{2});
        hash.add(new byte[]{3});
        assertThat(copy.soFar()).isNotEqualTo(hash.soFar());
        hash = crypto.hash(HashAlgorithm.SHA256);
        hash.add(new byte[]{1, 2});
        assertThat(copy.soFar()).isEqualTo(hash.soFar());
    }

    /** RFC 4231 section 4.3. */
    @Test
    void hmacRfc4231() {
        try (var key = Secret.of("Jefe".getBytes(US_ASCII)); var mac = crypto.hmac(HashAlgorithm.SHA256, key)) {
            var expected = Bytes.ofHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843").toArray();
            assertThat(mac.length()).isEqualTo(32);
            for (int again = 0; again < 2; again++)
                assertThat(mac.add("what do ya want ".getBytes(US_ASCII))
                    .add(ByteBuffer.wrap("for nothing?".getBytes(US_ASCII)))
                    .finish()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hmacTakesKeysOfAnyLength(HashAlgorithm algorithm) throws Exception {
        for (int length : new int[]{0, 1, algorithm.block(), algorithm.block() + 1}) {
            try (var key = Secret.of(new byte[length]); var mac = crypto.hmac(algorithm, key)) {
                var reference = javax.crypto.Mac.getInstance(algorithm.hmac());
                // Zeros at the key's end change nothing, unless it is longer than a block and hashed first.
                reference.init(new javax.crypto.spec.SecretKeySpec(new byte[Math.max(1, length)], "reference"));
                assertThat(mac.add(new byte[]{1, 2, 3}).finish()).isEqualTo(reference.doFinal(new byte[]{1, 2, 3}));
            }
        }
    }

    @Test
    void randomIsNotTheSameTwice() {
        assertThat(crypto.random(32)).isNotEqualTo(crypto.random(32));
        assertThat(crypto.random(32).length()).isEqualTo(32);
    }
}
