package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static dev.parley.crypto.jca.GroupsTest.assertRefused;
import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static dev.parley.failure.Reason.WEAK_DH_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.SafePrime;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import javax.crypto.interfaces.DHPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoSecretIsLeft.class)
class FiniteFieldTest {
    private static final Bytes TWO = Bytes.of((byte) 2);

    private final Crypto crypto = JcaCrypto.create();

    @ParameterizedTest
    @EnumSource
    void sharesThatTellTheSecretAreRefused(SafePrime safe) {
        var p = safe.value();
        for (var y : List.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.ONE))) {
            var share = BigEndian.write(y, safe.prime().length());
            assertRefused(BAD_KEY_SHARE, () -> crypto.group(safe.group()).answer(share));
            assertRefused(BAD_KEY_SHARE, () -> crypto.group(safe.group()).offer().finish(share));
        }
    }

    /** One secret in 256 begins with a zero byte; TLS 1.3 keeps it. RFC 9846 section 7.4.1. */
    @Test
    void leadingZerosOfTheSecretAreKept() throws Exception {
        var group = FiniteField.of(SafePrime.FFDHE2048, new FixedRandom(1));
        var pair = group.generate();
        var x = ((DHPrivateKey) pair.getPrivate()).getX();
        var p = group.prime();

        var peer = BigInteger.TWO;
        while (peer.modPow(x, p).bitLength() > p.bitLength() - 8)
            peer = peer.add(BigInteger.ONE);

        try (var offer = group.offer(pair); var secret = offer.finish(BigEndian.write(peer, 256))) {
            assertThat(shown(secret)).isEqualTo(BigEndian.write(peer.modPow(x, p), 256));
            assertThat(shown(secret).at(0)).isZero();
            assertThat(offer.share()).isEqualTo(BigEndian.write(BigInteger.TWO.modPow(x, p), 256));
        }
    }

    /** The JDK's own key generator takes only multiples of 64. */
    @Test
    void primesOfAnyLengthWork() {
        var p = BigInteger.probablePrime(1031, new Random(1));
        try (var offer = crypto.finiteField(Bytes.own(p.toByteArray()), TWO).offer()) {
            assertThat(offer.share().length()).isEqualTo(129);
            var answer = crypto.finiteField(Bytes.own(p.toByteArray()), TWO).answer(offer.share());
            try (var theirs = answer.secret(); var ours = offer.finish(answer.share())) {
                assertThat(shown(ours)).isEqualTo(shown(theirs));
                assertThat(ours.length()).isEqualTo(129);
            }
        }
    }

    /** TLS 1.2 does not say that shares are padded, so only a group that the peer describes takes short ones. */
    @Test
    void shortSharesAreTakenIn12Only() {
        var small = Bytes.of((byte) 0x77);
        var described = crypto.finiteField(SafePrime.FFDHE2048.prime(), TWO);
        described.answer(small).secret().close();
        described.answer(Bytes.join(Bytes.own(new byte[255]), small)).secret().close();
        assertRefused(BAD_KEY_SHARE, () -> described.answer(Bytes.join(Bytes.own(new byte[256]), small)));
        assertRefused(BAD_KEY_SHARE, () -> described.answer(Bytes.EMPTY));
        assertRefused(BAD_KEY_SHARE, () -> crypto.group(SafePrime.FFDHE2048.group()).answer(small));
    }

    @Test
    void describedGroupIsTheNamedOne() {
        var described = (FiniteField) crypto.finiteField(SafePrime.FFDHE3072.prime(), TWO);
        assertThat(described.name()).isEqualTo("ffdhe3072");
        assertThat(described.exponentBits()).isEqualTo(SafePrime.FFDHE3072.exponentBits());
    }

    @Test
    void absurdGroupsAreRefusedAtOnce() {
        var prime = SafePrime.FFDHE2048.prime();
        assertRefused(BAD_KEY_SHARE, () -> crypto.finiteField(number(BigInteger.ONE.shiftLeft(8192).setBit(0)), TWO));
        assertRefused(BAD_KEY_SHARE,
            () -> crypto.finiteField(number(BigInteger.ONE.shiftLeft(500_000).setBit(0)), TWO));
        assertRefused(BAD_KEY_SHARE, () -> crypto.finiteField(number(SafePrime.FFDHE2048.value().clearBit(0)), TWO));
        assertRefused(WEAK_DH_GROUP, () -> crypto.finiteField(number(BigInteger.ONE.shiftLeft(510).setBit(0)), TWO));
        assertRefused(WEAK_DH_GROUP, () -> crypto.finiteField(Bytes.EMPTY, TWO));
        assertRefused(BAD_KEY_SHARE, () -> crypto.finiteField(prime, Bytes.EMPTY));
        assertRefused(BAD_KEY_SHARE, () -> crypto.finiteField(prime, Bytes.of((byte) 1)));
        assertRefused(BAD_KEY_SHARE,
            () -> crypto.finiteField(prime, number(SafePrime.FFDHE2048.value().subtract(BigInteger.ONE))));
        assertRefused(BAD_KEY_SHARE, () -> crypto.finiteField(prime, prime));
    }

    private static Bytes number(BigInteger number) {
        return BigEndian.write(number, (number.bitLength() + 7) / 8);
    }
}
