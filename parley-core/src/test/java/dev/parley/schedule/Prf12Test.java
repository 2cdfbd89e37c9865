package dev.parley.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.Cryptography;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pseudorandom function of TLS 1.2, by known answers and against another implementation. RFC 5246 section 5. */
@ExtendWith(NoSecretIsLeft.class)
class Prf12Test {
    private static final Crypto CRYPTO = Cryptography.jdk();

    private static Bytes prf(HashAlgorithm hash, Bytes key, String label, Bytes seed, int length) {
        try (var secret = Secret.of(key.toArray());
            var result = Prf12.expand(CRYPTO, hash, secret, label, seed.toArray(), length)) {
            return shown(result);
        }
    }

    private static Bytes shown(Secret secret) {
        return secret.use(it -> Bytes.of(it));
    }

    /** The vectors that the IETF's TLS mailing list has used since 2008. */
    @Test
    void knownAnswerWithSha256() {
        assertThat(prf(HashAlgorithm.SHA256, Bytes.ofHex("9bbe436ba940f017b17652849a71db35"), "test label",
            Bytes.ofHex("a0ba9f936cda311827a6f796ffd5198c"), 100)).isEqualTo(Bytes.ofHex("""
                e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a
                6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab
                4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701
                87347b66"""));
    }

    @Test
    void knownAnswerWithSha384() {
        assertThat(prf(HashAlgorithm.SHA384, Bytes.ofHex("b80b733d6ceefcdc71566ea48e5567df"), "test label",
            Bytes.ofHex("cd665cf6a8447dd6ff8b27555edb7465"), 148)).isEqualTo(Bytes.ofHex("""
                7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cd
                e9ca0faa60be9fe34f82b1233c9146a0e534cb400fed2700884f9dc236f80edd
                8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425
                9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee6
                91c8f3a26854308d5eaa3be85e0990703d73e56f"""));
    }

    /** Any lengths, as OpenSSL computes them. */
    @ParameterizedTest
    @EnumSource(value = HashAlgorithm.class, names = {"SHA256", "SHA384"})
    void sameAsOpenSsl(HashAlgorithm hash) throws IOException, InterruptedException {
        var random = new Random(11);
        for (int length : List.of(1, 12, 31, 32, 33, 47, 48, 49, 104, 200)) {
            var key = bytes(random, 1 + random.nextInt(150));
            var seed = bytes(random, 1 + random.nextInt(100));
            var theirs = openSsl("kdf", "-keylen", "" + length, "-kdfopt", "digest:" + hash.jca().replace("-", ""),
                "-kdfopt", "hexsecret:" + key.hex(), "-kdfopt", "hexseed:" + Bytes.ofText("a label").hex() + seed.hex(),
                "TLS1-PRF");
            assertThat(prf(hash, key, "a label", seed, length)).isEqualTo(Bytes.ofHex(theirs.replace(":", "")));
        }
    }

    private static Bytes bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.own(bytes);
    }

    private static String openSsl(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(process.waitFor()).as(said).isZero();
            return said.strip();
        } catch (IOException missing) {
            if ("true".equals(System.getenv("CI"))) throw missing;
            assumeTrue(false, "skipped: openssl is not there");
            throw missing;
        }
    }

    static Stream<CipherSuite> suites() {
        return CipherSuite.ALL_12.stream();
    }

    /** MAC keys, then keys, then IVs, each the client's first. RFC 5246 section 6.3. */
    @ParameterizedTest
    @MethodSource("suites")
    void keyBlockIsCutInOrder(CipherSuite suite) {
        var client = Bytes.ofHex("01".repeat(32));
        var server = Bytes.ofHex("02".repeat(32));
        int mac = suite.cipher().kind() == BulkCipher.Kind.CBC ? suite.mac().length() : 0;
        int all = 2 * (mac + suite.cipher().keyLength() + suite.cipher().fixedIvLength12());
        var key = Bytes.ofHex("03".repeat(48));
        var whole = prf(suite.hash(), key, "key expansion", Bytes.join(server, client), all);
        try (var main = Secret.of(key.toArray());
            var block = Prf12.keyBlock(CRYPTO, suite, main, client, server)) {
            assertThat(Bytes.join(shown(block.client().mac()), shown(block.server().mac()),
                shown(block.client().key()), shown(block.server().key()), shown(block.client().iv()),
                shown(block.server().iv()))).isEqualTo(whole);
        }
    }

    /** No context is not the same as an empty one. RFC 5705 section 4. */
    @Test
    void exportersKnowTheirContext() {
        var random = Bytes.ofHex("04".repeat(32));
        var key = Bytes.ofHex("05".repeat(48));
        try (var main = Secret.of(key.toArray());
            var none = Prf12.export(CRYPTO, HashAlgorithm.SHA256, main, random, random, "EXPORTER", null, 40);
            var empty = Prf12.export(CRYPTO, HashAlgorithm.SHA256, main, random, random, "EXPORTER", new byte[0], 40);
            var some =
                Prf12.export(CRYPTO, HashAlgorithm.SHA256, main, random, random, "EXPORTER", new byte[]{9}, 40)) {
            var both = Bytes.join(random, random);
            assertThat(shown(none)).isEqualTo(prf(HashAlgorithm.SHA256, key, "EXPORTER", both, 40));
            assertThat(shown(empty)).isEqualTo(prf(HashAlgorithm.SHA256, key, "EXPORTER",
                Bytes.join(both, Bytes.ofHex("0000")), 40));
            assertThat(shown(some)).isEqualTo(prf(HashAlgorithm.SHA256, key, "EXPORTER",
                Bytes.join(both, Bytes.ofHex("000109")), 40));
        }
    }
}
