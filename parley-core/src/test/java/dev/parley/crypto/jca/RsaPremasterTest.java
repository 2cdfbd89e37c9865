package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static dev.parley.crypto.jca.GroupsTest.assertRefused;
import static dev.parley.failure.Reason.OWN_KEY_FAILED;
import static dev.parley.failure.Reason.UNSUPPORTED_CERTIFICATE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Curve;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.crypto.TestKeys;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 5246 section 7.4.7.1. */
@ExtendWith(NoSecretIsLeft.class)
class RsaPremasterTest {
    private static final int VERSION = 0x0303;
    private static final KeyPair KEY = TestKeys.rsa(2048);
    private static final int SIZE = 256;
    private static final int SEPARATOR = SIZE - 49;

    private final Crypto crypto = JcaCrypto.create();

    /** What may be wrong with the block beneath the encryption. */
    record Sin(String name, Consumer<byte[]> commit) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sin> sins() {
        return Stream.concat(Stream.of(
            new Sin("first byte not zero", block -> block[0] = 1), // below the modulus still
            new Sin("block type 1", block -> block[1] = 1),
            new Sin("block type 0", block -> block[1] = 0),
            new Sin("block type 0x12", block -> block[1] = 0x12),
            new Sin("block type 0x82", block -> block[1] = (byte) 0x82),
            new Sin("no zero before the secret", block -> block[SEPARATOR] = 0x17),
            new Sin("high bit before the secret", block -> block[SEPARATOR] = (byte) 0x80),
            new Sin("secret of 47 bytes", block -> shift(block, 1)),
            new Sin("secret of 49 bytes", block -> shift(block, -1)),
            new Sin("no secret at all", block -> {
                Arrays.fill(block, 2, SIZE, (byte) 0x55);
                block[SIZE - 1] = 0;
            }),
            new Sin("no zero anywhere", block -> Arrays.fill(block, 2, SIZE, (byte) 0x55)),
            new Sin("all zeros", block -> Arrays.fill(block, (byte) 0)),
            new Sin("one", block -> {
                Arrays.fill(block, (byte) 0);
                block[SIZE - 1] = 1;
            }),
            new Sin("other major version", block -> block[SEPARATOR + 1] = 2),
            new Sin("other minor version", block -> block[SEPARATOR + 2] = 2),
            new Sin("version with a high bit", block -> block[SEPARATOR + 1] = (byte) 0x83)),
            IntStream.of(2, 3, 9, 10, 100, SEPARATOR - 1)
                .mapToObj(at -> new Sin("zero in the padding at " + at, block -> block[at] = 0)));
    }

    private static void shift(byte[] block, int by) {
        block[SEPARATOR] = 0x17;
        block[SEPARATOR + by] = 0;
    }

    @Test
    void rightOneOpens() {
        assertThat(decrypt(KEY.getPrivate(), rsa(block()))).isEqualTo(secret());
    }

    @Test
    void encryptedOneOpens() {
        for (var key : List.of(KEY, TestKeys.rsa(1024), TestKeys.rsa(512)))
            try (var premaster = Secret.of(secret().toArray())) {
                assertThat(decrypt(key.getPrivate(), crypto.encryptPremaster(key.getPublic(), premaster)))
                    .isEqualTo(secret());
            }
    }

    @ParameterizedTest
    @MethodSource("sins")
    void anythingElseIsRandom(Sin sin) {
        var block = block();
        sin.commit.accept(block);
        assertIsRandom(KEY.getPrivate(), rsa(block));
    }

    /** Every value of each byte that is looked at one by one. */
    @Test
    void everyByteOfTheFrameCounts() {
        for (int at : new int[]{1, SEPARATOR, SEPARATOR + 1, SEPARATOR + 2})
            for (int value = 0; value < 256; value += 5) {
                var block = block();
                boolean isRight = block[at] == (byte) value;
                block[at] = (byte) value;
                assertThat(decrypt(KEY.getPrivate(), rsa(block)).equals(secret())).as("%d at %d", value, at)
                    .isEqualTo(isRight);
            }
    }

    @Test
    void wrongLengthsAreRandom() {
        var right = rsa(block());
        for (var bad : List.of(Bytes.EMPTY, Bytes.of((byte) 0), right.slice(0, 58), right.slice(0, SIZE - 1),
            right.from(1),
            Bytes.join(right, right), Bytes.join(Bytes.of((byte) 0), right)))
            assertIsRandom(KEY.getPrivate(), bad);
    }

    @Test
    void numbersBeyondTheModulusAreRandom() {
        var modulus = ((RSAPublicKey) KEY.getPublic()).getModulus();
        assertIsRandom(KEY.getPrivate(), BigEndian.write(modulus, SIZE));
        var all = new byte[SIZE];
        Arrays.fill(all, (byte) 0xFF);
        assertIsRandom(KEY.getPrivate(), Bytes.own(all));
    }

    @ParameterizedTest
    @MethodSource("sins")
    void keyInATokenTellsNoMore(Sin sin) {
        try (var token = new Token()) {
            var block = block();
            assertThat(decrypt(token.holding(KEY.getPrivate()), rsa(block))).isEqualTo(secret());
            sin.commit.accept(block);
            assertIsRandom(token.holding(KEY.getPrivate()), rsa(block));
            assertIsRandom(token.holding(KEY.getPrivate()), Bytes.own(new byte[10]));
        }
    }

    @Test
    void keyThatCannotDecryptIsOurFault() {
        var inside = new Token.InsideKey(KEY.getPrivate()); // and no token
        assertRefused(OWN_KEY_FAILED, () -> crypto.decryptPremaster(inside, rsa(block()), VERSION));
        var curve = TestKeys.ec(Curve.P256);
        assertRefused(OWN_KEY_FAILED, () -> crypto.decryptPremaster(curve.getPrivate(), rsa(block()), VERSION));
    }

    @Test
    void keyThatCannotEncryptIsThePeers() {
        try (var premaster = Secret.of(secret().toArray())) {
            assertRefused(UNSUPPORTED_CERTIFICATE_KEY,
                () -> crypto.encryptPremaster(TestKeys.ec(Curve.P256).getPublic(), premaster));
        }
    }

    private void assertIsRandom(PrivateKey key, Bytes encrypted) {
        var once = decrypt(key, encrypted);
        var again = decrypt(key, encrypted);
        assertThat(once.length()).isEqualTo(48);
        assertThat(again.length()).isEqualTo(48);
        assertThat(once).isNotEqualTo(again);
    }

    private Bytes decrypt(PrivateKey key, Bytes encrypted) {
        try (var premaster = crypto.decryptPremaster(key, encrypted, VERSION)) {
            return shown(premaster);
        }
    }

    /** The plain RSA operation. */
    private static Bytes rsa(byte[] block) {
        var key = (RSAPublicKey) KEY.getPublic();
        return BigEndian.write(new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus()), SIZE);
    }

    /** A right one. */
    private static byte[] block() {
        var block = new byte[SIZE];
        Arrays.fill(block, 2, SEPARATOR, (byte) 0xA7);
        block[1] = 2;
        secret().copyTo(block, SEPARATOR + 1);
        return block;
    }

    private static Bytes secret() {
        var secret = new byte[48];
        for (int i = 0; i < 48; i++)
            secret[i] = (byte) (200 + i);
        secret[0] = 3;
        secret[1] = 3;
        return Bytes.own(secret);
    }
}
