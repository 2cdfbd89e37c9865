package dev.parley.crypto;

import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The primes of RFC 7919, computed as its appendix A defines them, with e the base of the natural logarithm:
 *
 * <pre>p = 2^b - 2^(b-64) + ([2^(b-130) e] + X) 2^64 - 1</pre>
 *
 * <p>The generator is 2 for all of them.
 */
public enum SafePrime {
    FFDHE2048(NamedGroup.FFDHE2048, 2048, 560_316, 256),
    FFDHE3072(NamedGroup.FFDHE3072, 3072, 2_625_351, 288),
    FFDHE4096(NamedGroup.FFDHE4096, 4096, 5_736_041, 352),
    FFDHE6144(NamedGroup.FFDHE6144, 6144, 15_705_020, 384),
    FFDHE8192(NamedGroup.FFDHE8192, 8192, 10_965_728, 416);

    private final NamedGroup group;
    private final BigInteger prime;
    private final int exponentBits;

    SafePrime(NamedGroup group, int bits, long x, int exponentBits) {
        this.group = group;
        this.prime = prime(bits, x);
        this.exponentBits = exponentBits;
    }

    public static Optional<SafePrime> of(NamedGroup group) {
        for (var safe : values()) if (safe.group.equals(group)) return Optional.of(safe);
        return Optional.empty();
    }

    /** The one with this prime and generator, as a peer describes them in TLS 1.2. */
    public static Optional<SafePrime> of(BigInteger prime, BigInteger generator) {
        if (!generator.equals(BigInteger.TWO)) return Optional.empty();
        for (var safe : values()) if (safe.prime.equals(prime)) return Optional.of(safe);
        return Optional.empty();
    }

    public NamedGroup group() {
        return group;
    }

    public BigInteger value() {
        return prime;
    }

    /** As it stands in TLS 1.2's ServerKeyExchange. */
    public Bytes prime() {
        return Bytes.own(prime.toByteArray()).from(1); // the first byte only says that the number is positive
    }

    /** As it stands in TLS 1.2's ServerKeyExchange. */
    public Bytes generator() {
        return Bytes.of((byte) 2);
    }

    /**
     * How many bits a private exponent has. With a safe prime it may be short, twice the group's strength, which saves
     * most of the work. RFC 7919 section 5.2.
     */
    public int exponentBits() {
        return exponentBits;
    }

    private static BigInteger prime(int bits, long x) {
        var one = BigInteger.ONE;
        return one.shiftLeft(bits).subtract(one.shiftLeft(bits - 64))
            .add(eTimesTwoToThe(bits - 130).add(BigInteger.valueOf(x)).shiftLeft(64)).subtract(one);
    }

    /** [2^n e], by the series 1 + 1/1! + 1/2! + 1/3! …, with 64 bits to spare for what is rounded off. */
    private static BigInteger eTimesTwoToThe(int n) {
        var term = BigInteger.ONE.shiftLeft(n + 64);
        var sum = BigInteger.ZERO;
        for (int k = 1; term.signum() > 0; k++) {
            sum = sum.add(term);
            term = term.divide(BigInteger.valueOf(k));
        }
        return sum.shiftRight(64);
    }
}
