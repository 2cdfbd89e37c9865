package dev.parley.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.NamedGroup;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SafePrimeTest {
    @Test
    void formulaGivesTheDigitsOfTheRfc() {
        var vectors = TestVectors.read("rfc7919.txt");
        assertThat(vectors).hasSize(SafePrime.values().length);
        for (var vector : vectors) {
            var safe = SafePrime.of(NamedGroup.named(vector.value("group")).orElseThrow()).orElseThrow();
            assertThat(safe.prime()).as(vector.value("group")).isEqualTo(vector.bytes("prime"));
        }
    }

    @Test
    void exponentsAreAsLongAsTheRfcWants() {
        assertThat(SafePrime.values()).extracting(SafePrime::exponentBits).zipSatisfy(
            java.util.List.of(225, 275, 325, 375, 400),
            (bits, least) -> assertThat(bits).isGreaterThanOrEqualTo(least));
    }

    @Test
    void isRecognizedByPrimeAndGenerator() {
        var prime = SafePrime.FFDHE2048.value();
        assertThat(SafePrime.of(prime, BigInteger.TWO)).contains(SafePrime.FFDHE2048);
        assertThat(SafePrime.of(prime, BigInteger.valueOf(5))).isEmpty();
        assertThat(SafePrime.of(prime.add(BigInteger.TWO), BigInteger.TWO)).isEmpty();
        assertThat(SafePrime.of(NamedGroup.X25519)).isEmpty();
    }
}
