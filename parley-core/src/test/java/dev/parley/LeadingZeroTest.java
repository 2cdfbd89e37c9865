package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.SafePrime;
import dev.parley.crypto.Secret;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A finite-field secret that begins with a zero: TLS 1.3 keeps it (RFC 9846 section 7.4.1), TLS 1.2 takes it off
 * (RFC 5246 section 8.1.2). Who does otherwise fails once in 256 connections.
 */
@ExtendWith(NoSecretIsLeft.class)
class LeadingZeroTest {
    private static final SafePrime PRIME = SafePrime.of(NamedGroup.FFDHE2048).orElseThrow();
    private static final int LENGTH = 256;
    private static final BigInteger P = number(PRIME.prime());
    private static final BigInteger FIRST = number(PRIME.generator()).modPow(BigInteger.TWO.pow(224), P);
    private static final BigInteger EXPONENT = exponent();

    private static BigInteger number(Bytes bytes) {
        return new BigInteger(1, bytes.toArray());
    }

    /** The first number that makes a shared value of 2040 bits or less with the first share. */
    private static BigInteger exponent() {
        var value = FIRST;
        for (int i = 1; i < 5000; i++, value = value.multiply(FIRST).mod(P))
            if (i > 1 && value.bitLength() <= 8 * (LENGTH - 1)) return BigInteger.valueOf(i);
        throw new AssertionError("that is very unlikely");
    }

    /** Both sides with private values that were chosen. */
    private static final Crypto CHOSEN = new DelegatingCrypto(Cryptography.jdk()) {
        @Override
        public Group group(NamedGroup group) {
            return group.equals(NamedGroup.FFDHE2048) ? new Chosen() : real.group(group);
        }

        @Override
        public Group finiteField(Bytes prime, Bytes generator) {
            assertThat(prime).isEqualTo(PRIME.prime());
            return new Chosen();
        }
    };

    private static final class Chosen implements Crypto.Group {
        @Override
        public Offer offer() {
            return new Offer() {
                @Override
                public Bytes share() {
                    return bytes(FIRST);
                }

                @Override
                public Secret finish(Bytes answer) {
                    return Secret.of(bytes(number(answer).modPow(BigInteger.TWO.pow(224), P)).toArray());
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Answer answer(Bytes share) {
            return new Answer(bytes(number(PRIME.generator()).modPow(EXPONENT, P)),
                Secret.of(bytes(number(share).modPow(EXPONENT, P)).toArray()));
        }
    }

    /** As long as the prime. */
    private static Bytes bytes(BigInteger number) {
        var bytes = number.toByteArray();
        var padded = Bytes.join(Bytes.own(new byte[LENGTH]), Bytes.of(bytes));
        return padded.from(padded.length() - LENGTH);
    }

    @Test
    void isKeptInTls13() {
        var secret = secret(Sides.Kind.TLS13, "shared secret");
        assertThat(secret.length()).isEqualTo(LENGTH);
        assertThat(secret.at(0)).isZero();
    }

    @Test
    void isTakenOffInTls12() {
        var secret = secret(Sides.Kind.TLS12_DHE, "premaster secret");
        assertThat(secret.length()).isLessThan(LENGTH);
        assertThat(secret.at(0)).isNotZero();
    }

    private static Bytes secret(Sides.Kind kind, String label) {
        var client = new Taps();
        var server = new Taps();
        try (var pair = Pair.of(
            client
                .on(kind.client(it -> it.crypto(CHOSEN).groups(NamedGroup.FFDHE2048).keyShares(NamedGroup.FFDHE2048))),
            server.on(kind.server(it -> it.crypto(CHOSEN).groups(NamedGroup.FFDHE2048))))) {
            pair.exchange();
        }
        var secret = told(client, label);
        assertThat(told(server, label)).isEqualTo(secret);
        return secret;
    }

    private static Bytes told(Taps taps, String label) {
        return taps.secrets.stream().filter(it -> it.label().equals(label)).findFirst().orElseThrow().secret();
    }
}
