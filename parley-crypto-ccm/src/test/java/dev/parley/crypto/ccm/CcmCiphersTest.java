package dev.parley.crypto.ccm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Connection;
import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CcmCiphersTest {
    private static final CcmCiphers CCM = new CcmCiphers();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static Aead aead(BulkCipher cipher) {
        try (var key = Secret.of(HexFormat.of().parseHex("404142434445464748494a4b4c4d4e4f".repeat(2), 0,
            2 * cipher.keyLength()))) {
            return CCM.aead(cipher, key);
        }
    }

    private static byte[] sealed(Aead aead, byte[] nonce, byte[] additional, byte[] plain) {
        var sealed = ByteBuffer.allocate(plain.length + aead.overhead());
        aead.seal(nonce, additional, additional.length, ByteBuffer.wrap(plain), sealed);
        assertThat(sealed.hasRemaining()).isFalse();
        return sealed.array();
    }

    /** The example with a nonce as long as TLS's. NIST SP 800-38C appendix C.3. */
    @Test
    void exampleOfNist() throws Exception {
        var nonce = hex("101112131415161718191a1b");
        var additional = hex("000102030405060708090a0b0c0d0e0f10111213");
        var plain = hex("202122232425262728292a2b2c2d2e2f3031323334353637");
        try (var aead = aead(BulkCipher.AES_128_CCM_8)) {
            var sealed = sealed(aead, nonce, additional, plain);
            assertThat(sealed).isEqualTo(hex("e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5484392fbc1b09951"));
            var opened = ByteBuffer.allocate(plain.length);
            aead.open(nonce, additional, additional.length, ByteBuffer.wrap(sealed), opened);
            assertThat(opened.array()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource(names = ".*CCM.*", mode = EnumSource.Mode.MATCH_ALL)
    void whatWasAlteredDoesNotOpen(BulkCipher cipher) throws Exception {
        var nonce = new byte[12];
        var header = new byte[]{23, 3, 3, 0, 40};
        var plain = new byte[1000];
        new Random(7).nextBytes(plain);
        try (var aead = aead(cipher)) {
            assertThat(aead.overhead()).isEqualTo(cipher.tagLength());
            var sealed = sealed(aead, nonce, header, plain);
            for (int at : new int[]{0, 500, 999, 1000, sealed.length - 1}) {
                var altered = sealed.clone();
                altered[at] ^= 1;
                doesNotOpen(aead, nonce, header, altered);
            }
            doesNotOpen(aead, nonce, new byte[]{23, 3, 3, 0, 41}, sealed);
            doesNotOpen(aead, hex("000000000000000000000001"), header, sealed);
            doesNotOpen(aead, nonce, header, new byte[cipher.tagLength() - 1]);
            var direct = ByteBuffer.allocateDirect(sealed.length).put(sealed).flip();
            aead.open(nonce, header, header.length, direct.duplicate(), direct.duplicate());
            assertThat(direct.slice(0, plain.length)).isEqualTo(ByteBuffer.wrap(plain));
            assertThat(sealed(aead, hex("000000000000000000000002"), header, new byte[0])).hasSize(cipher.tagLength());
        }
    }

    private static void doesNotOpen(Aead aead, byte[] nonce, byte[] header, byte[] sealed) {
        var from = ByteBuffer.wrap(sealed);
        var to = ByteBuffer.allocate(sealed.length);
        assertThatThrownBy(() -> aead.open(nonce, header, header.length, from, to)).isInstanceOf(Aead.Altered.class);
        assertThat(from.position()).isZero();
        assertThat(to.array()).containsOnly(0);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        try (var aead = aead(BulkCipher.AES_128_CCM)) {
            assertThatThrownBy(() -> aead.seal(new byte[12], new byte[5], 5, ByteBuffer.allocate(10),
                ByteBuffer.allocate(25))).isInstanceOf(BufferOverflowException.class);
            assertThatThrownBy(() -> aead.open(new byte[12], new byte[5], 5, ByteBuffer.allocate(30),
                ByteBuffer.allocate(13))).isInstanceOf(BufferOverflowException.class);
        }
        try (var key = Secret.of(new byte[16])) {
            assertThatThrownBy(() -> CCM.aead(BulkCipher.AES_256_CCM, key))
                .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> CCM.aead(BulkCipher.AES_128_GCM, key))
                .isInstanceOf(IllegalArgumentException.class);
        }
    }

    // ---- whole handshakes

    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    private static Credential credential(KeyKind kind) {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(kind));
        return Credential.of(issued.chain(), issued.key());
    }

    static Stream<CipherSuite> suites() {
        return Stream.concat(CipherSuite.ALL_13.stream(), CipherSuite.ALL_12.stream())
            .filter(suite -> suite.name().contains("CCM") && !suite.name().contains("PSK"));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void isSpokenWhereBothSidesAskForIt(CipherSuite suite) {
        var version = suite.isFor13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
        var server = Tls.server(it -> it.versions(version).suites(suite)
            .credentials(credential(KeyKind.P256), credential(KeyKind.RSA_2048))).open();
        var client = Tls.client(it -> it.versions(version).suites(suite).trust(Trust.of(List.of(AUTHORITY.root()))))
            .open("server.example");
        carry(client, server);
        assertThat(client.facts().orElseThrow().suite()).isEqualTo(suite);
        assertThat(exchanged(client, server)).isEqualTo("short tags, long words");
        client.close();
        server.close();
    }

    private static void carry(Connection client, Connection server) {
        var toServer = ByteBuffer.allocate(1 << 17).flip();
        var toClient = ByteBuffer.allocate(1 << 17).flip();
        do {
            move(client, toServer, server);
            move(server, toClient, client);
        } while (client.hasOutput() || server.hasOutput());
    }

    private static void move(Connection from, ByteBuffer net, Connection to) {
        net.compact();
        from.drain(net);
        net.flip();
        while (to.feed(net, ByteBuffer.allocate(1 << 15)) == Connection.Fed.TASK) to.task().ifPresent(Runnable::run);
        to.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private static String exchanged(Connection client, Connection server) {
        var net = ByteBuffer.allocate(1 << 15);
        client.seal(ByteBuffer.wrap("short tags, long words".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            net);
        var heard = ByteBuffer.allocate(1 << 15);
        server.feed(net.flip(), heard);
        return new String(heard.array(), 0, heard.position(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** Present is not the same as offered. */
    @Test
    void nobodyOffersItUnasked() {
        assertThat(Cryptography.standard().ciphers()).containsAll(CCM.ciphers());
        assertThat(Cryptography.standard().makers()).contains(CCM.maker());
        assertThat(Tls.client(it -> {}).config().suites()).noneMatch(suite -> CCM.ciphers().contains(suite.cipher()));
        assertThatThrownBy(() -> Tls.client((TlsSettings it) -> it.crypto(Cryptography.jdk())
            .suites(CipherSuite.TLS_AES_128_CCM_SHA256))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("TLS_AES_128_CCM_SHA256");
    }
}
