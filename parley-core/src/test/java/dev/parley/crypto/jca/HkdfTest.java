package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.crypto.TestVectors;
import dev.parley.id.HashAlgorithm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoSecretIsLeft.class)
class HkdfTest {
    private final Crypto crypto = JcaCrypto.create();

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc5869(TestVectors vector) {
        var hash = HashAlgorithm.valueOf(vector.value("Hash").replace("-", ""));
        var noSalt = vector.value("salt").equals("none");
        try (var salt = noSalt ? null : vector.secret("salt");
            var input = vector.secret("IKM");
            var key = crypto.extract(hash, salt, input);
            var output = crypto.expand(hash, key, vector.array("info"), Integer.parseInt(vector.value("L")))) {
            assertThat(key.use(byte[]::clone)).isEqualTo(vector.array("PRK"));
            assertThat(output.use(byte[]::clone)).isEqualTo(vector.array("OKM"));
        }
    }

    static List<TestVectors> vectors() {
        return TestVectors.read("rfc5869.txt");
    }

    @Test
    void nullStandsForZerosAsLongAsTheHash() {
        for (var hash : List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384)) {
            try (var zeros = Secret.of(new byte[hash.length()]);
                var none = crypto.extract(hash, null, null);
                var same = crypto.extract(hash, zeros, zeros)) {
                assertThat(none.use(byte[]::clone)).isEqualTo(same.use(byte[]::clone)).hasSize(hash.length());
            }
        }
    }

    @Test
    void inputsAreOnlyBorrowed() {
        try (var key = Secret.of("a key of the caller's own, 32 by".getBytes(US_ASCII))) {
            crypto.extract(HashAlgorithm.SHA256, key, key).close();
            crypto.expand(HashAlgorithm.SHA256, key, new byte[0], 16).close();
            assertThat(key.use(byte[]::clone)).asString(US_ASCII).isEqualTo("a key of the caller's own, 32 by");
        }
    }

    @Test
    void moreThan255BlocksDoNotExpand() {
        try (var key = Secret.of(new byte[32]);
            var longest = crypto.expand(HashAlgorithm.SHA256, key, new byte[3], 255 * 32)) {
            assertThat(longest.length()).isEqualTo(8160);
            assertThatThrownBy(() -> crypto.expand(HashAlgorithm.SHA256, key, new byte[3], 255 * 32 + 1))
                .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** One Crypto serves all connections. */
    @Test
    void manyThreadsGetTheSame() {
        try (var key = Secret.of(new byte[32]);
            var expected = crypto.expand(HashAlgorithm.SHA256, key, new byte[3], 77)) {
            assertThat(IntStream.range(0, 2000).parallel().mapToObj(_ -> {
                try (var own = Secret.of(new byte[32]);
                    var output = crypto.expand(HashAlgorithm.SHA256, own, new byte[3], 77)) {
                    return shown(output);
                }
            }).distinct()).containsExactly(shown(expected));
        }
    }
}
