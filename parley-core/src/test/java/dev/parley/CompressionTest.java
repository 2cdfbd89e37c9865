package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.CertificateCompression;
import dev.parley.extension.CompressCertificate;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.ClientHello;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates go compressed where both sides know how, and never become longer than they said. RFC 8879. */
class CompressionTest extends SessionLab {
    private static final CertificateCompression ZLIB = CertificateCompression.zlib();

    /** The certificates that went over the wire at the client: in, then out. */
    private List<Handshake> certificates(Consumer<TlsSettings> client, Consumer<TlsSettings> server) {
        var seen = new ArrayList<Handshake>();
        var watching = new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (message instanceof Certificate13 || message instanceof CompressedCertificate) seen.add(message);
            }
        };
        var ours = client(ProtocolVersion.TLS_1_3, it -> client.accept(it.credentials(CLIENT)));
        var theirs = server(ProtocolVersion.TLS_1_3, it -> server.accept(it.clientAuth(ClientAuth.NEED)));
        try (var pair = Pair.of(ours.observing(() -> watching), theirs)) {
            assertThat(pair.client.facts().orElseThrow().peerChain()).isEqualTo(SERVER.chain());
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(CLIENT.chain());
            pair.exchange();
        }
        return seen;
    }

    @Test
    void bothSidesCompressByDefault() {
        assertThat(certificates(it -> {}, it -> {})).hasSize(2).allSatisfy(message -> {
            assertThat(message).isInstanceOf(CompressedCertificate.class);
            var compressed = (CompressedCertificate) message;
            assertThat(compressed.compressed().length()).isLessThan(compressed.uncompressedLength());
        });
    }

    @Test
    void whatOnlyOneSideKnowsIsNotUsed() {
        assertThat(certificates(it -> it.certificateCompressions(), it -> {})).hasSize(2)
            .hasOnlyElementsOfType(Certificate13.class);
        assertThat(certificates(it -> it.certificateCompressions(new Counting(5)),
            it -> it.certificateCompressions(ZLIB))).hasSize(2).hasOnlyElementsOfType(Certificate13.class);
    }

    @Test
    void firstInTheSendersOrderIsUsed() {
        assertThat(certificates(it -> it.certificateCompressions(ZLIB, new Counting(5)),
            it -> it.certificateCompressions(new Counting(5), ZLIB)))
            .extracting(it -> ((CompressedCertificate) it).algorithm().id()).containsExactly(5, 1);
    }

    @Test
    void serverCompressesItsChainOnce() {
        var counting = new Counting(5);
        var server = server(ProtocolVersion.TLS_1_3, it -> it.certificateCompressions(counting).withoutSessions());
        for (int i = 0; i < 3; i++) {
            var client =
                client(ProtocolVersion.TLS_1_3, it -> it.certificateCompressions(counting).withoutSessions());
            try (var pair = Pair.of(client, server)) {
                pair.exchange();
            }
        }
        assertThat(counting.compressed).isEqualTo(1);
        assertThat(counting.decompressed).isEqualTo(3);
    }

    @Test
    void whatIsNotWorthItGoesAsItIs() {
        assertThat(ZLIB.compress(Bytes.ofHex("00010203"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1001, 100_000})
    void lengthMustBeTheOneThatWasSaid(int said) {
        var compressed = ZLIB.compress(Bytes.own(new byte[1000])).orElseThrow();
        assertThatThrownBy(() -> ZLIB.decompress(compressed, said)).isInstanceOf(IOException.class);
    }

    @Test
    void damagedDataIsRefusedAndStrayBytesAreToo() throws IOException {
        var compressed = ZLIB.compress(Bytes.own(new byte[1000])).orElseThrow();
        assertThat(ZLIB.decompress(compressed, 1000)).isEqualTo(Bytes.own(new byte[1000]));
        for (var bad : List.of(compressed.slice(0, compressed.length() - 1), compressed.from(1),
            Bytes.join(compressed, Bytes.of((byte) 0)), Bytes.own(new byte[20]), Bytes.ofHex("78bb00000000")))
            assertThatThrownBy(() -> ZLIB.decompress(bad, 1000)).isInstanceOf(IOException.class);
    }

    /** The limit is that of a certificate that is not compressed, and nothing is decompressed beyond it. RFC 8879 section 5. */
    @Test
    void limitOfCertificatesCountsForCompressedOnesToo() {
        var counting = new Counting(5);
        var bomb = new CompressedCertificate(new CertificateCompressionAlgorithm(5), 0xFFFFFF, Bytes.ofHex("00"));
        var failure = catchThrowableOfType(HandshakeFailure.class,
            () -> bomb.decompressed(List.of(counting), 1 << 18));
        assertThat(failure.reason()).isEqualTo(Reason.MESSAGE_TOO_LONG);
        assertThat(counting.decompressed).isZero();
    }

    @Test
    void whatIsNoCertificateOnceDecompressedIsMalformed() {
        var compressed = new CompressedCertificate(CertificateCompressionAlgorithm.ZLIB, 1000,
            ZLIB.compress(Bytes.own(new byte[1000])).orElseThrow());
        var failure =
            catchThrowableOfType(HandshakeFailure.class, () -> compressed.decompressed(List.of(ZLIB), 1 << 18));
        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED_MESSAGE);
    }

    /** RFC 8879 section 3: in TLS 1.2 it is neither offered alone nor heeded. */
    @Test
    void tls12KnowsNothingOfIt() {
        var seen = new ArrayList<Handshake>();
        var watching = new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                seen.add(message);
            }
        };
        var both = new ProtocolVersion[]{ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2};
        var only12 = new ProtocolVersion[]{ProtocolVersion.TLS_1_2};
        for (var versions : List.of(both, only12)) {
            seen.clear();
            var client = client(ProtocolVersion.TLS_1_2, it -> it.versions(versions)).observing(() -> watching);
            Pair.of(client, server(ProtocolVersion.TLS_1_2, _ -> {})).close();
            assertThat(((ClientHello) seen.getFirst()).extensions().has(CompressCertificate.IT))
                .isEqualTo(versions.length == 2);
            assertThat(seen).hasAtLeastOneElementOfType(Certificate12.class)
                .doesNotHaveAnyElementsOfTypes(CompressedCertificate.class);
        }
    }

    /** Zlib under another number, that counts. */
    private static final class Counting implements CertificateCompression {
        private final int number;
        private int compressed;
        private int decompressed;

        Counting(int number) {
            this.number = number;
        }

        @Override
        public CertificateCompressionAlgorithm algorithm() {
            return new CertificateCompressionAlgorithm(number);
        }

        @Override
        public Optional<Bytes> compress(Bytes body) {
            compressed++;
            return ZLIB.compress(body);
        }

        @Override
        public Bytes decompress(Bytes bytes, int length) throws IOException {
            decompressed++;
            return ZLIB.decompress(bytes, length);
        }
    }
}
