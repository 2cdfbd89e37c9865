package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static dev.parley.failure.Reason.WEAK_DH_GROUP;

import dev.parley.crypto.SafePrime;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;

/**
 * Diffie and Hellman's own exchange, modulo a prime. Shares and secrets are as long as the prime. RFC 9846 sections
 * 4.3.8.1 and 7.4.1, RFC 7919.
 *
 * <p>Each key serves for one exchange only: the JDK's arithmetic does not take the same time for every exponent.
 *
 * @param exponentBits how many bits a private exponent has
 * @param padded must a share be padded to the prime's length? TLS 1.3 says so, TLS 1.2 says nothing
 */
record FiniteField(String name, BigInteger prime, BigInteger generator, int exponentBits, boolean padded,
    SecureRandom random) implements DiffieHellman {

    private static final int LONGEST_PRIME = 8192;
    private static final int SHORTEST_PRIME = 512;

    static FiniteField of(SafePrime safe, SecureRandom random) {
        return new FiniteField(safe.group().name(), safe.value(), BigInteger.TWO, safe.exponentBits(), true, random);
    }

    /**
     * A group that the peer made up. What is checked is what would break the arithmetic or take for ever: not that the
     * prime is one, for that takes too long, nor that it is long enough, for that is a matter of configuration.
     */
    static FiniteField of(Bytes prime, Bytes generator, SecureRandom random) {
        var p = BigEndian.read(prime);
        var g = BigEndian.read(generator);
        int bits = p.bitLength();
        if (bits > LONGEST_PRIME) throw BAD_KEY_SHARE.because("the Diffie-Hellman prime has %d bits", bits);
        if (bits < SHORTEST_PRIME) throw WEAK_DH_GROUP.because("the Diffie-Hellman prime has only %d bits", bits);
        if (!p.testBit(0)) throw BAD_KEY_SHARE.because("the Diffie-Hellman prime is even");
        if (!isInside(g, p)) throw BAD_KEY_SHARE.because("the Diffie-Hellman generator generates nothing");

        var named = SafePrime.of(p, g);
        var name = named.map(safe -> safe.group().name()).orElse("a " + bits + "-bit Diffie-Hellman group");
        // Nothing is known of another prime's structure, so the exponent is long, as the JDK would choose it.
        int exponentBits = named.map(SafePrime::exponentBits).orElse(Math.min(bits / 2, 1024));
        return new FiniteField(name, p, g, exponentBits, false, random);
    }

    @Override
    public KeyAgreement agreement() throws GeneralSecurityException {
        return KeyAgreement.getInstance("DiffieHellman");
    }

    @Override
    public int offerLength() {
        return (prime.bitLength() + 7) / 8;
    }

    @Override
    public int answerLength() {
        return offerLength();
    }

    @Override
    public int secretLength() {
        return offerLength();
    }

    /**
     * The JDK's generator refuses primes whose length is no multiple of 64. So the exponent is drawn here, and the public
     * value is what one agrees upon with somebody whose public value is the generator.
     */
    @Override
    public KeyPair generate() throws GeneralSecurityException {
        var exponent = new BigInteger(exponentBits, random).setBit(exponentBits - 1);
        var own = KeyFactory.getInstance("DiffieHellman")
            .generatePrivate(new DHPrivateKeySpec(exponent, prime, generator));
        var power = KeyAgreement.getInstance("DiffieHellman");
        power.init(own);
        power.doPhase(key(generator), true);
        return new KeyPair(key(new BigInteger(1, power.generateSecret())), own);
    }

    @Override
    public Bytes write(PublicKey key) {
        return BigEndian.write(((DHPublicKey) key).getY(), offerLength());
    }

    /** 0, 1 and p-1 give a secret that anybody can tell. RFC 7919 section 5.1, RFC 9846 section 4.3.8.1. */
    @Override
    public PublicKey read(Bytes share) throws GeneralSecurityException {
        if (padded || share.length() > offerLength()) ofLength(offerLength(), share);
        var y = BigEndian.read(share);
        if (!isInside(y, prime)) throw BAD_KEY_SHARE.because("the share of %s is not between 1 and p-1", name);
        return key(y);
    }

    private PublicKey key(BigInteger y) throws GeneralSecurityException {
        return KeyFactory.getInstance("DiffieHellman").generatePublic(new DHPublicKeySpec(y, prime, generator));
    }

    private static boolean isInside(BigInteger y, BigInteger prime) {
        return y.compareTo(BigInteger.ONE) > 0 && y.compareTo(prime.subtract(BigInteger.ONE)) < 0;
    }
}
