package dev.parley.bench;

import dev.parley.Cryptography;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Random;

/**
 * Does the time of decrypting a premaster secret depend on its padding? Measured by dudect's method (Reparaz, Balasch,
 * Verbauwhede 2017): two classes of inputs, taken in random order, and Welch's t over their times, the slowest left out.
 * |t| beyond 4.5 says that the classes can be told apart; less says only that this many measurements did not do it.
 *
 * <p>Argument: how many measurements. See {@code docs/side-channels.md}.
 */
public final class Dudect {
    private static final double LEAVE_OUT = 0.1;

    private Dudect() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var key = (RSAPublicKey) pair.getPublic();
        var crypto = Cryptography.jdk();
        var random = new Random(1);
        var classes = new boolean[count];
        var times = new long[count];
        for (int i = -count / 10; i < count; i++) {
            boolean wrong = random.nextBoolean();
            var encrypted = encrypted(key, wrong, random); // a new one each time: the same would be cached or predicted
            long start = System.nanoTime();
            crypto.decryptPremaster(pair.getPrivate(), encrypted, 0x0303).close();
            long time = System.nanoTime() - start;
            if (i < 0) continue; // warming up
            classes[i] = wrong;
            times[i] = time;
        }
        System.out.printf("%,d measurements, right against wrong padding: t = %.2f%n", count, welch(classes, times));
        for (int i = 0; i < count; i++) classes[i] = random.nextBoolean();
        System.out.printf("the same times in classes drawn by lot:          t = %.2f%n", welch(classes, times));
    }

    private static Bytes encrypted(RSAPublicKey key, boolean wrong, Random random) {
        int length = key.getModulus().bitLength() / 8;
        var block = new byte[length];
        for (int i = 2; i < length; i++) block[i] = (byte) (1 + random.nextInt(255));
        block[1] = (byte) (wrong ? 3 : 2);
        block[length - 49] = 0;
        block[length - 48] = 3;
        block[length - 47] = 3;
        var bytes = new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
        var encrypted = new byte[length];
        int kept = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - kept, encrypted, length - kept, kept);
        return Bytes.of(encrypted);
    }

    private static double welch(boolean[] classes, long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        long most = sorted[(int) (times.length * (1 - LEAVE_OUT))];
        var n = new double[2];
        var mean = new double[2];
        var squares = new double[2];
        for (int i = 0; i < times.length; i++) {
            if (times[i] > most) continue;
            int c = classes[i] ? 1 : 0;
            double distance = times[i] - mean[c];
            n[c]++;
            mean[c] += distance / n[c];
            squares[c] += distance * (times[i] - mean[c]);
        }
        return (mean[0] - mean[1]) / Math.sqrt(squares[0] / (n[0] - 1) / n[0] + squares[1] / (n[1] - 1) / n[1]);
    }
}
