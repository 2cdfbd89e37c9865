package dev.parley.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.extension.EarlyData;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.PreSharedKey;
import dev.parley.id.BulkCipher;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.NewSessionTicket13;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The RFC's trace of a resumed handshake with early data: the hello with its binder and the early record byte for byte, and
 * every secret up to the handshake's. RFC 8448 section 4.
 */
@ExtendWith(NoSecretIsLeft.class)
class Rfc8448ResumedTest {
    private static final Crypto CRYPTO = Cryptography.jdk();
    private static final HashAlgorithm HASH = HashAlgorithm.SHA256;
    private static final Map<String, Bytes> TRACE = trace();

    private static Map<String, Bytes> trace() {
        try (var in = Rfc8448ResumedTest.class.getResourceAsStream("rfc8448-resumed.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ")).collect(Collectors.toMap(pair -> pair[0], pair -> Bytes.ofHex(pair[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertIs(Secret secret, String name) {
        secret.lend(bytes -> assertThat(Bytes.of(bytes)).as(name).isEqualTo(TRACE.get(name)));
    }

    private static Secret secret(String name) {
        return Secret.of(TRACE.get(name).toArray());
    }

    private static byte[] hash(Bytes... messages) {
        var hash = CRYPTO.hash(HASH);
        for (var message : messages) hash.add(message);
        return hash.soFar();
    }

    @Test
    void thePskOfTheTicket() {
        var ticket = (NewSessionTicket13) Dialect.TLS13.parse(TRACE.get("ticket_message"));
        assertThat(ticket.lifetime()).isEqualTo(30);
        assertThat(ticket.extensions().find(EarlyData.IT, Long.class)).contains(1024L);
        assertThat(Dialect.TLS13.encode(ticket)).isEqualTo(TRACE.get("ticket_message"));
        try (var resumption = secret("resumption_secret");
            var psk = Labels.psk(CRYPTO, HASH, resumption, ticket.nonce().toArray())) {
            assertIs(psk, "psk");
        }
    }

    @Test
    void theHelloWithItsBinder() {
        var hello = (ClientHello) Dialect.HELLO.parse(TRACE.get("hello"));
        var offered = hello.extensions().offered(PreSharedKey.IT).orElseThrow();
        var identity = offered.identities().getFirst();
        var ticket = (NewSessionTicket13) Dialect.TLS13.parse(TRACE.get("ticket_message"));
        assertThat(identity.identity()).isEqualTo(ticket.ticket());
        var without = new ExtensionBlock(hello.extensions().entries().subList(0,
            hello.extensions().entries().size() - 1));
        var plain =
            new ClientHello(hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
                hello.legacyCompressionMethods(), without);
        try (var key = secret("psk")) {
            var psk = new Psk(ticket.ticket(), key, HASH, EarlySecret.Origin.RESUMPTION, identity.obfuscatedAge(),
                Optional.empty());
            var bound = Binders.bind(CRYPTO, plain, List.of(psk), (algorithm, partial) -> hash(partial));
            assertThat(Dialect.HELLO.encode(bound)).isEqualTo(TRACE.get("hello"));
        }
    }

    @Test
    void theEarlyRecordAndTheSecretsBehindIt() throws Aead.Altered {
        try (var psk = secret("psk"); var early = EarlySecret.of(CRYPTO, HASH, psk);
            var binder = early.binderKey(EarlySecret.Origin.RESUMPTION);
            var traffic = early.clientTraffic(hash(TRACE.get("hello")));
            var key = Labels.key(CRYPTO, HASH, traffic, 16); var iv = Labels.iv(CRYPTO, HASH, traffic);
            var aead = CRYPTO.aead(BulkCipher.AES_128_GCM, key)) {
            assertIs(binder, "binder_key");
            assertIs(traffic, "early_traffic");
            assertIs(key, "early_key");
            assertIs(iv, "early_iv");
            var record = TRACE.get("early_record");
            var plain = ByteBuffer.allocate(record.length());
            aead.open(iv.use(byte[]::clone), record.slice(0, 5).toArray(), 5, record.from(5).buffer(), plain);
            assertThat(Bytes.copyOf(plain.flip()).hex()).isEqualTo("414243444546" + "17");
        }
    }

    @Test
    void theHandshakesSecrets() {
        var transcript = hash(TRACE.get("hello"), TRACE.get("server_hello"));
        try (var psk = secret("psk"); var shared = secret("shared_secret");
            var early = EarlySecret.of(CRYPTO, HASH, psk); var handshake = early.handshake(shared);
            var client = handshake.clientTraffic(transcript); var server = handshake.serverTraffic(transcript)) {
            assertIs(client, "client_handshake_traffic");
            assertIs(server, "server_handshake_traffic");
        }
    }
}
