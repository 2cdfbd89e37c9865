package dev.parley.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HMAC by own hand, beside the JDK's. */
@ExtendWith(NoSecretIsLeft.class)
class KeyedHashTest {
    @ParameterizedTest
    @EnumSource
    void isTheJdksForAllLengthsOfKeyAndText(HashAlgorithm algorithm) throws Exception {
        var random = new java.util.Random(1);
        var reference = Mac.getInstance(algorithm.hmac());
        for (int length = 1; length < 2 * algorithm.block() + 10; length++) {
            var key = new byte[length];
            var text = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(text);
            reference.init(new SecretKeySpec(key, "reference"));
            try (var secret = Secret.of(key.clone()); var hash = KeyedHash.of(algorithm, secret)) {
                assertThat(hash.add(text).finish()).isEqualTo(reference.doFinal(text));
                assertThat(hash.finish()).as("without text").isEqualTo(reference.doFinal());
            }
        }
    }

    /** One that was abandoned in the middle of a text leaves nothing of key or text to who has it next. */
    @Test
    void nothingOfTheOneBeforeIsLeft() throws Exception {
        var reference = Mac.getInstance("HmacSHA256");
        reference.init(new SecretKeySpec(new byte[]{5}, "reference"));
        var expected = reference.doFinal(new byte[]{1});
        for (int i = 0; i < 100; i++) {
            try (var key = Secret.of(new byte[]{3, 4}); var abandoned = KeyedHash.of(HashAlgorithm.SHA256, key)) {
                abandoned.add(new byte[i]);
            }
            try (var key = Secret.of(new byte[]{5}); var hash = KeyedHash.of(HashAlgorithm.SHA256, key)) {
                assertThat(hash.add(new byte[]{1}).finish()).isEqualTo(expected);
            }
        }
    }

    @Test
    void closedTwiceItIsGivenBackOnce() throws Exception {
        try (var key = Secret.of(new byte[]{1})) {
            var closed = KeyedHash.of(HashAlgorithm.SHA256, key);
            closed.close();
            closed.close();
            try (var one = KeyedHash.of(HashAlgorithm.SHA256, key);
                var other = KeyedHash.of(HashAlgorithm.SHA256, key)) {
                one.add(new byte[]{1});
                other.add(new byte[]{2});
                assertThat(one.finish()).isNotEqualTo(other.finish());
            }
        }
    }

    @Test
    void manyThreadsGetTheirOwn() throws Exception {
        var wrong = IntStream.range(0, 4000).parallel().filter(i -> {
            var key = new byte[]{(byte) i, (byte) (i >> 8)};
            try (var secret = Secret.of(key.clone()); var hash = KeyedHash.of(HashAlgorithm.SHA384, secret)) {
                var reference = Mac.getInstance("HmacSHA384");
                reference.init(new SecretKeySpec(key, "reference"));
                return !java.util.Arrays.equals(hash.add(key).finish(), reference.doFinal(key));
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }).count();
        assertThat(wrong).isZero();
    }
}
