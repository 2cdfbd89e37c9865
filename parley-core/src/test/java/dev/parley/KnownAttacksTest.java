package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.credential.Credential;
import dev.parley.session.ExternalPsk;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks with a name, tried. The table is docs/attacks.md. */
class KnownAttacksTest extends SessionLab {
    /** What ROBOT's scanner sends in the place of a well-padded premaster secret. */
    enum Padding {
        RIGHT_BUT_ANOTHER_SECRET, WRONG_FIRST_BYTES, NO_SEPARATOR, SEPARATOR_TOO_EARLY, SEPARATOR_TOO_LATE,
        WRONG_VERSION, NOTHING_INSIDE;

        byte[] block(int length) {
            var block = new byte[length];
            Arrays.fill(block, (byte) 0x33);
            block[0] = 0;
            block[1] = 2;
            block[length - 49] = 0;
            block[length - 48] = 3;
            block[length - 47] = 3;
            switch (this) {
                case RIGHT_BUT_ANOTHER_SECRET -> {}
                case WRONG_FIRST_BYTES -> block[1] = 0x17;
                case NO_SEPARATOR -> block[length - 49] = 0x11;
                case SEPARATOR_TOO_EARLY -> block[8] = 0;
                case SEPARATOR_TOO_LATE -> {
                    block[length - 49] = 0x11;
                    block[length - 1] = 0;
                }
                case WRONG_VERSION -> block[length - 47] = 2;
                case NOTHING_INSIDE -> Arrays.fill(block, 2, length, (byte) 0);
            }
            return block;
        }
    }

    /** Bleichenbacher, ROBOT: whatever the padding, the server goes the same way to the same end. */
    @ParameterizedTest
    @EnumSource
    void noPaddingOracleInTheRsaKeyExchange(Padding padding) {
        var suites = CipherSuite.ALL_12.stream().filter(suite -> suite.keyExchange() == KeyExchange.RSA)
            .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher())).toList();
        var evil = new DelegatingCrypto(Cryptography.jdk()) {
            @Override
            public Bytes encryptPremaster(PublicKey key, Secret premaster) {
                var rsa = (RSAPublicKey) key;
                int length = (rsa.getModulus().bitLength() + 7) / 8;
                var power = new BigInteger(1, padding.block(length)).modPow(rsa.getPublicExponent(), rsa.getModulus());
                var bytes = power.toByteArray();
                var encrypted = new byte[length];
                int kept = Math.min(length, bytes.length);
                System.arraycopy(bytes, bytes.length - kept, encrypted, length - kept, kept);
                return Bytes.of(encrypted);
            }
        };
        var rsa = credential(KeyKind.RSA_2048);
        var server =
            server(ProtocolVersion.TLS_1_2, it -> it.crypto(Cryptography.jdk()).suites(suites).credentials(rsa));
        var client = client(ProtocolVersion.TLS_1_2, it -> it.crypto((Crypto) evil).suites(suites));
        try (var pair = Pair.begin(client, server)) {
            assertThat(reason(pair)).isEqualTo(Reason.RECORD_DOES_NOT_OPEN);
            var alert = ByteBuffer.allocate(64);
            pair.server.drain(alert);
            assertThat(Arrays.copyOf(alert.array(), alert.position())).containsExactly(21, 3, 3, 0, 2, 2, 20);
        }
    }

    private static Credential credential(KeyKind kind) {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(kind));
        return Credential.of(issued.chain(), issued.key());
    }

    private static Reason reason(Pair pair) {
        try {
            pair.settle();
        } catch (HandshakeFailure failure) {
            return pair.server.failure().orElse(failure).reason();
        }
        throw new AssertionError("it went well");
    }

    /** POODLE, Lucky 13: padding, MAC or content altered, the alert is the same. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noPaddingOracleInCbc(boolean longContent) {
        var suites = CipherSuite.ALL_12.stream()
            .filter(suite -> suite.name().startsWith("TLS_ECDHE_ECDSA") && suite.name().contains("CBC"))
            .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher())).toList();
        var client = client(ProtocolVersion.TLS_1_2, it -> it.crypto(Cryptography.jdk()).suites(suites));
        var server = server(ProtocolVersion.TLS_1_2, it -> it.crypto(Cryptography.jdk()).suites(suites));
        var ends = new HashSet<Reason>();
        var random = new Random(7);
        for (int i = 0; i < 40; i++) try (var pair = Pair.of(client, server)) {
            var net = ByteBuffer.allocate(2048);
            pair.client.seal(ByteBuffer.allocate(longContent ? 1000 : 5), net);
            int length = net.position();
            int at = 5 + random.nextInt(length - 5);
            if (i < 16) at = length - 1 - i; // the last block: padding and its length
            else if (i < 32) at = length - 17 - (i - 16); // the block before: its flips show in the padding
            net.put(at, (byte) (net.get(at) ^ 1 << random.nextInt(8)));
            try {
                pair.server.feed(net.flip(), ByteBuffer.allocate(4096));
                throw new AssertionError("an altered record was taken");
            } catch (HandshakeFailure failure) {
                ends.add(failure.reason());
            }
        }
        assertThat(ends).containsExactly(Reason.RECORD_DOES_NOT_OPEN);
    }

    /** Selfie: a client's own messages, sent back to it, do not make a server of it. */
    @Test
    void selfie() {
        var psk = ExternalPsk.imported("the pair", new byte[32], "parley");
        try (var client = client(ProtocolVersion.TLS_1_3, it -> it.externalPsks(psk)).open("server.example")) {
            var net = ByteBuffer.allocate(1 << 14);
            client.drain(net);
            try {
                client.feed(net.flip(), ByteBuffer.allocate(1 << 14));
                throw new AssertionError("a client heard its own hello");
            } catch (HandshakeFailure failure) {
                assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_MESSAGE_IN_STATE);
            }
        }
    }

    /** ALPACA: a server for another protocol does not answer a client that says what it speaks. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void alpaca(String version) {
        var mail = server(version(version), it -> it.protocols("smtp"));
        try (var pair = Pair.begin(client(version(version), it -> it.protocols("http/1.1")), mail)) {
            assertThat(reason(pair)).isEqualTo(Reason.NO_COMMON_PROTOCOL);
        }
    }

    /** Opossum, STARTTLS injection: plaintext before the handshake is not taken for a part of it. */
    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "RSET\r\n"})
    void plaintextBeforeTheHandshake(String text) {
        for (var connection : List.of(server(ProtocolVersion.TLS_1_3, _ -> {}).open(),
            client(ProtocolVersion.TLS_1_3, _ -> {}).open("server.example"))) try (connection) {
                connection.feed(ByteBuffer.wrap(Bytes.ofText(text).toArray()), ByteBuffer.allocate(1 << 14));
                throw new AssertionError("taken for TLS");
            } catch (HandshakeFailure failure) {
                assertThat(failure.reason()).isEqualTo(Reason.NOT_TLS);
            }
    }

    /** Raccoon: a server's half of a finite-field exchange is new each time, so what its timing tells of one is of no use. */
    @Test
    void raccoon() {
        var seen = new HashSet<Bytes>();
        var group = Cryptography.jdk().group(dev.parley.id.NamedGroup.FFDHE2048);
        for (int i = 0; i < 5; i++) try (var offer = group.offer()) {
            assertThat(seen.add(offer.share())).isTrue();
        }
    }

    /** FREAK, Logjam, SLOTH, DROWN, BEAST, Sweet32: nothing of what they need is there to be negotiated by default. */
    @Test
    void nothingWeakIsOffered() {
        var config = client(ProtocolVersion.TLS_1_2, _ -> {}).config();
        assertThat(config.suites()).allMatch(suite -> suite.keyExchange() == KeyExchange.ECDHE)
            .noneMatch(suite -> suite.name().matches(".*(EXPORT|RC4|DES|CBC|NULL|MD5).*"));
        assertThat(config.schemes()).noneMatch(scheme -> scheme.toString().contains("sha1"))
            .noneMatch(scheme -> scheme.toString().contains("md5"));
        assertThat(config.versions()).containsExactly(ProtocolVersion.TLS_1_2);
    }
}
