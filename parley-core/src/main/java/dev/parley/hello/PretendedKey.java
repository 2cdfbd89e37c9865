package dev.parley.hello;

import dev.parley.crypto.Crypto;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A public key of X25519 whose private key nobody has, for GREASE. RFC 9849 section 6.2.1 wants a valid one.
 *
 * <p>A key pair that is thrown away would do, and takes the JDK a third of the time of a whole hello. Random bytes would not:
 * any are accepted, but nine numbers of ten are no multiple of the base point, so that whoever looks on could tell what is
 * pretended from what is not. So a random point of the curve is multiplied by its cofactor, which makes it one that a
 * private key could have made. Nothing here is secret, so it may take as long as it takes.
 */
final class PretendedKey {
    private PretendedKey() {}

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger A = BigInteger.valueOf(486662);
    private static final int LENGTH = 32;
    /** The curve has eight times as many points as the base point has multiples: 2^3. RFC 7748 section 4.1. */
    private static final int DOUBLINGS = 3;

    static Bytes of(Crypto crypto) {
        while (true) {
            var u = new BigInteger(1, crypto.random(LENGTH).toArray()).mod(P);
            if (isOnCurve(u)) return write(multiplied(u));
        }
    }

    /** Is u^3 + A u^2 + u the square of a v? RFC 7748 section 4.1. */
    private static boolean isOnCurve(BigInteger u) {
        return isSquare(u.add(A).multiply(u).add(BigInteger.ONE).multiply(u).mod(P));
    }

    /** By Jacobi's symbol in whole words, which is much faster to have than a power. */
    private static boolean isSquare(BigInteger number) {
        long[] top = words(number);
        long[] bottom = words(P);
        boolean square = true;
        while (!Arrays.equals(top, ZERO)) {
            while ((top[0] & 1) == 0) {
                int twos = Math.min(63, Long.numberOfTrailingZeros(top[0]));
                shiftRight(top, twos);
                if ((twos & 1) == 1 && ((bottom[0] & 7) == 3 || (bottom[0] & 7) == 5)) square = !square;
            }
            if (isLess(top, bottom)) {
                var swapped = top;
                top = bottom;
                bottom = swapped;
                if ((top[0] & bottom[0] & 3) == 3) square = !square;
            }
            subtract(top, bottom);
        }
        return square; // the other one is 1 now: nothing divides a prime
    }

    private static final long[] ZERO = new long[4];

    /** The lowest first. */
    private static long[] words(BigInteger number) {
        var words = new long[4];
        for (int i = 0; i < words.length; i++) words[i] = number.shiftRight(64 * i).longValue();
        return words;
    }

    private static void shiftRight(long[] words, int bits) {
        for (int i = 0; i < 3; i++) words[i] = words[i] >>> bits | words[i + 1] << 64 - bits;
        words[3] >>>= bits;
    }

    private static boolean isLess(long[] one, long[] other) {
        int i = 3;
        while (i > 0 && one[i] == other[i]) i--;
        return Long.compareUnsigned(one[i], other[i]) < 0;
    }

    private static void subtract(long[] from, long[] less) {
        long borrow = 0;
        for (int i = 0; i < 4; i++) {
            long was = from[i];
            long rest = was - less[i] - borrow;
            borrow = (~was & less[i] | ~(was ^ less[i]) & rest) >>> 63;
            from[i] = rest;
        }
    }

    /** By the cofactor, on u-coordinates as fractions x/z. */
    private static BigInteger multiplied(BigInteger u) {
        BigInteger x = u;
        BigInteger z = BigInteger.ONE;
        for (int i = 0; i < DOUBLINGS; i++) {
            var squares = x.multiply(x).subtract(z.multiply(z)).mod(P);
            var product = x.multiply(z).mod(P);
            var sum = x.add(z).pow(2).add(A.subtract(BigInteger.TWO).multiply(product)).mod(P);
            x = squares.multiply(squares).mod(P);
            z = product.multiply(sum).shiftLeft(2).mod(P);
        }
        return x.multiply(z.modInverse(P)).mod(P);
    }

    /** The lowest byte first. */
    private static Bytes write(BigInteger u) {
        var bytes = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) bytes[i] = u.shiftRight(8 * i).byteValue();
        return Bytes.own(bytes);
    }
}
