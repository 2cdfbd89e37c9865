package dev.parley.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Tls;
import dev.parley.config.TlsConfig;
import dev.parley.credential.CertificateCompression;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Brotli and Zstandard shorten a certificate, and do no harm when what comes is meant to. RFC 8879. */
@Timeout(60)
class CompressionTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    static Stream<CertificateCompression> all() {
        return Stream.of(new Brotli(), new Zstandard());
    }

    private static Bytes chain() {
        var issued = AUTHORITY.intermediate("Between").issue(Spec.server("localhost"));
        return Bytes.join(issued.encodedChain().stream().map(Bytes::own).toArray(Bytes[]::new));
    }

    @ParameterizedTest
    @MethodSource("all")
    void chainIsShorterAndComesBack(CertificateCompression compression) throws IOException {
        var chain = chain();
        var compressed = compression.compress(chain).orElseThrow();
        assertThat(compressed.length()).isLessThan(chain.length());
        assertThat(compression.decompress(compressed, chain.length())).isEqualTo(chain);
    }

    @ParameterizedTest
    @MethodSource("all")
    void lengthMustBeAsSaid(CertificateCompression compression) {
        var chain = chain();
        var compressed = compression.compress(chain).orElseThrow();
        for (int wrong : new int[]{0, chain.length() - 1, chain.length() + 1, 1 << 20})
            assertThatThrownBy(() -> compression.decompress(compressed, wrong)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void bombIsNotUnpacked(CertificateCompression compression) {
        var bomb = compression.compress(Bytes.own(new byte[1 << 26])).orElseThrow();
        assertThat(bomb.length()).isLessThan(1 << 14);
        assertThatThrownBy(() -> compression.decompress(bomb, 1000)).isInstanceOf(IOException.class)
            .hasMessageContaining("more than 1000");
    }

    @ParameterizedTest
    @MethodSource("all")
    void damageIsAnErrorAndNothingElse(CertificateCompression compression) {
        var chain = chain();
        var compressed = compression.compress(chain).orElseThrow().toArray();
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var damaged = compressed.clone();
            for (int j = 0; j < 4; j++) damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                assertThat(compression.decompress(Bytes.own(damaged), chain.length()).length())
                    .isEqualTo(chain.length());
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
        assertThatThrownBy(() -> compression.decompress(Bytes.own(compressed).slice(0, 20), chain.length()))
            .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatGetsLongerGoesAsItIs(CertificateCompression compression) {
        var noise = new byte[300];
        new Random(7).nextBytes(noise);
        assertThat(compression.compress(Bytes.own(noise))).isEmpty();
    }

    @Test
    void areFoundByTheirPresence() {
        assertThat(CertificateCompression.installed()).extracting(CertificateCompression::algorithm).containsExactly(
            CertificateCompressionAlgorithm.BROTLI, CertificateCompressionAlgorithm.ZSTD,
            CertificateCompressionAlgorithm.ZLIB);
        assertThat(CertificateCompression.installed()).as("one memory for all configurations")
            .allSatisfy(it -> assertThat(it.remembering()).isSameAs(it));
    }

    @Test
    void certificatesGoCompressed() throws Exception {
        var issued = AUTHORITY.issue(Spec.server("localhost"));
        var server = Tls.server(it -> it.credentials(Credential.of(issued.chain(), issued.key()))
            .versions(ProtocolVersion.TLS_1_3));
        var algorithms = Stream.concat(all(), Stream.of(CertificateCompression.zlib())).toList();
        for (var only : algorithms) {
            var seen = Collections.synchronizedList(new ArrayList<CertificateCompressionAlgorithm>());
            var client = Tls.client(it -> it.certificateCompressions(only).trust(Trust.of(List.of(AUTHORITY.root()))))
                .observing(() -> new Observer() {
                    @Override
                    public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                        if (message instanceof CompressedCertificate it) seen.add(it.algorithm());
                    }
                });
            shakeHands(client, server);
            assertThat(seen).containsExactly(only.algorithm());
        }
    }

    private static void shakeHands(Tls client, Tls server) throws Exception {
        var patience = Duration.ofSeconds(20);
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var serving = CompletableFuture.supplyAsync(() -> {
                try (var link = server.accept(listening, patience)) {
                    return link.input().read();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }, Thread::startVirtualThread);
            try (var link = client.connect("localhost",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()), patience)) {
                link.output().write(7);
                assertThat(serving.get(20, TimeUnit.SECONDS)).isEqualTo(7);
            }
        }
    }

    @Test
    void serversCompressAChainOnce() {
        TlsConfig config = Tls.server(it -> {}).config();
        var chain = chain();
        for (var compression : config.certificateCompressions())
            assertThat(compression.compress(chain).orElseThrow()).isSameAs(compression.compress(chain).orElseThrow());
    }

    /** Where there are no native libraries, nobody offers what needs them, and it is said once. */
    @Test
    void onPlatformsWithoutLibrariesNothingIsOffered() throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dos.arch=sparc", "-cp", System.getProperty("java.class.path"), Offered.class.getName())
            .redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said.lines()).as(said).contains("offered: [zlib (0x0001)]");
            assertThat(said.lines().filter(it -> it.contains("are not compressed by"))).as(said).hasSize(2)
                .anyMatch(it -> it.contains("brotli")).anyMatch(it -> it.contains("zstd"));
        } finally {
            process.destroyForcibly();
        }
    }

    /** What is offered where it runs, asked twice. */
    static final class Offered {
        private Offered() {}

        public static void main(String[] args) {
            CertificateCompression.installed();
            System.out.println("offered: "
                + CertificateCompression.installed().stream().map(CertificateCompression::algorithm).toList());
        }
    }
}
