package dev.parley.bench;

import dev.parley.Cryptography;
import dev.parley.carrier.CbcProbe;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Random;

/**
 * Does the time of what may not tell anything tell something? Measured by dudect's method (Reparaz, Balasch, Verbauwhede
 * 2017): two classes of inputs, taken in random order, and Welch's t over their times, the slowest left out. |t| beyond 4.5
 * says that the classes can be told apart; less says only that this many measurements did not do it.
 *
 * <p>Argument: how many measurements of RSA; of CBC, which is faster, there are ten times as many. See
 * {@code docs/side-channels.md}.
 */
public final class Dudect {
    private static final double LEAVE_OUT = 0.1;

    private Dudect() {}

    /** What is measured. @param <I> what it is given */
    private interface Subject<I> {
        /** Made anew each time: the same would be cached or predicted. */
        I input(boolean second, Random random);

        void run(I input);
    }

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        measure("RSA premaster, right against wrong padding", count, premaster());
        measure("CBC, wrong MAC, padding of 1 against 256 bytes", 10 * count, cbc(0, true, 255, true));
        measure("CBC, wrong MAC, right against wrong padding", 10 * count, cbc(31, true, 31, false));
    }

    private static Subject<Bytes> premaster() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var crypto = Cryptography.jdk();
        return new Subject<>() {
            @Override
            public Bytes input(boolean second, Random random) {
                return encrypted((RSAPublicKey) pair.getPublic(), second, random);
            }

            @Override
            public void run(Bytes input) {
                crypto.decryptPremaster(pair.getPrivate(), input, 0x0303).close();
            }
        };
    }

    private static Subject<byte[]> cbc(int one, boolean oneIsRight, int other, boolean otherIsRight) {
        var probe = new CbcProbe(new Random(3));
        return new Subject<>() {
            @Override
            public byte[] input(boolean second, Random random) {
                return probe.record(second ? other : one, second ? otherIsRight : oneIsRight, random);
            }

            @Override
            public void run(byte[] input) {
                probe.open(input);
            }
        };
    }

    private static <I> void measure(String what, int count, Subject<I> subject) {
        var random = new Random(1);
        var classes = new boolean[count];
        var times = new long[count];
        for (int i = -count / 4; i < count; i++) {
            boolean second = random.nextBoolean();
            var input = subject.input(second, random);
            long start = System.nanoTime();
            subject.run(input);
            long time = System.nanoTime() - start;
            if (i < 0) continue; // warming up
            classes[i] = second;
            times[i] = time;
        }
        System.out.printf("%s, %,d measurements: t = %.2f%n", what, count, welch(classes, times));
        for (int i = 0; i < count; i++) classes[i] = random.nextBoolean();
        System.out.printf("    the same times in classes drawn by lot: t = %.2f%n", welch(classes, times));
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
