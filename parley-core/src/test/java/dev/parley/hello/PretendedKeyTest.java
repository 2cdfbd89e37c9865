package dev.parley.hello;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.crypto.Crypto;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody can tell a pretended key from one that somebody has. */
class PretendedKeyTest {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger A = BigInteger.valueOf(486662);
    /** The number of the base point's multiples. RFC 7748 section 4.1. */
    private static final BigInteger ORDER =
        BigInteger.TWO.pow(252).add(new BigInteger("14def9dea2f79cd65812631a5cf5d3ed", 16));
    private static final int KEYS = 200;

    private final Crypto crypto = Cryptography.jdk();

    @Test
    void looksLikeARealKey() {
        var keys = Stream.generate(() -> PretendedKey.of(crypto)).limit(KEYS).toList();
        assertThat(new HashSet<>(keys)).hasSize(KEYS);
        assertThat(keys).allMatch(PretendedKeyTest::couldBeReal);
    }

    /** What is asked of pretended keys is true of real ones, and not of any bytes. */
    @Test
    void theQuestionTellsThemApart() {
        for (int i = 0; i < KEYS / 10; i++)
            try (var offer = crypto.group(NamedGroup.X25519).offer()) {
                assertThat(couldBeReal(offer.share())).isTrue();
            }
        assertThat(Stream.generate(() -> crypto.random(32)).limit(KEYS).filter(PretendedKeyTest::couldBeReal).count())
            .as("about one of sixteen").isLessThan(KEYS / 4);
    }

    @Test
    void serversCanComputeWithIt() {
        var answer = crypto.group(NamedGroup.X25519).answer(PretendedKey.of(crypto));
        try (var secret = answer.secret()) {
            assertThat(secret.length()).isEqualTo(32);
        }
    }

    /** On the curve and not on its twist, and of the base point's order. */
    private static boolean couldBeReal(Bytes share) {
        var u = BigInteger.ZERO;
        for (int i = share.length() - 1; i >= 0; i--) u = u.shiftLeft(8).add(BigInteger.valueOf(share.at(i)));
        if (u.compareTo(P) >= 0) return false;
        var square = u.pow(3).add(A.multiply(u.pow(2))).add(u).mod(P);
        return square.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).equals(BigInteger.ONE)
            && multiplied(u, ORDER).signum() == 0;
    }

    /** The ladder of RFC 7748 section 5; the denominator is zero at the point at infinity. */
    private static BigInteger multiplied(BigInteger u, BigInteger by) {
        BigInteger x2 = BigInteger.ONE;
        BigInteger z2 = BigInteger.ZERO;
        BigInteger x3 = u;
        BigInteger z3 = BigInteger.ONE;
        for (int bit = by.bitLength() - 1; bit >= 0; bit--) {
            boolean swap = by.testBit(bit);
            var a = (swap ? x3.add(z3) : x2.add(z2)).mod(P);
            var b = (swap ? x3.subtract(z3) : x2.subtract(z2)).mod(P);
            var c = (swap ? x2.add(z2) : x3.add(z3)).mod(P);
            var d = (swap ? x2.subtract(z2) : x3.subtract(z3)).mod(P);
            var e = a.multiply(a).subtract(b.multiply(b)).mod(P);
            var doubledX = a.multiply(a).multiply(b.multiply(b)).mod(P);
            var doubledZ = e.multiply(a.multiply(a).add(BigInteger.valueOf(121665).multiply(e))).mod(P);
            var addedX = d.multiply(a).add(c.multiply(b)).modPow(BigInteger.TWO, P);
            var addedZ = u.multiply(d.multiply(a).subtract(c.multiply(b)).modPow(BigInteger.TWO, P)).mod(P);
            x2 = swap ? addedX : doubledX;
            z2 = swap ? addedZ : doubledZ;
            x3 = swap ? doubledX : addedX;
            z3 = swap ? doubledZ : addedZ;
        }
        return z2;
    }
}
