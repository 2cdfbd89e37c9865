package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.credential.CertificateCompression;
import dev.parley.credential.LeafKey;
import dev.parley.credential.PeerChain;
import dev.parley.credential.RawKeyTrust;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer shows of itself: certificates, compressed ones, raw public keys and stapled statuses. */
class ChainFuzzTest {
    private static final List<CertificateCompression> ZLIB = List.of(CertificateCompression.zlib());
    private static final int MOST = 1 << 18;

    @MethodSource("certificates")
    @FuzzTest(maxDuration = "2m")
    void certificate(byte[] data) throws Exception {
        if (data == null) return;
        var chain = PeerChain.ofServer(List.of(Bytes.of(data)), "server.example", Instant.now());
        Judge.refusesOrderly(() -> assertThat(chain.leaf().key()).isNotNull());
        Judge.refusesOrderly(() -> assertThat(Recorded.TRUST.check(chain).path()).isNotEmpty());
    }

    @MethodSource("keys")
    @FuzzTest(maxDuration = "2m")
    void rawKey(byte[] data) throws Exception {
        if (data == null) return;
        var info = Bytes.of(data);
        Judge.refusesOrderly(() -> {
            var key = LeafKey.ofInfo(info);
            assertThat(LeafKey.isInfo(info)).isTrue();
            assertThat(RawKeyTrust.of(key.key()).check(key, Optional.empty()).checks()).isNotEmpty();
        });
    }

    @MethodSource("statuses")
    @FuzzTest(maxDuration = "2m")
    void staple(byte[] data) throws Exception {
        if (data == null) return;
        var chain = PeerChain.ofServer(Recorded.SERVER.chain(), "server.example", Instant.now()).statusAsked(true)
            .status(Optional.of(Bytes.of(data)));
        Judge.refusesOrderly(() -> assertThat(Recorded.TRUST.check(chain).path()).isNotEmpty());
    }

    /** The message is a {@code CompressedCertificate}'s, with its header. */
    @MethodSource("compressed")
    @FuzzTest(maxDuration = "2m")
    void compressed(byte[] data) throws Exception {
        if (data == null || data.length < 4) return;
        Judge.refusesOrderly(() -> {
            Handshake message = Dialect.TLS13.parse(Bytes.of(data));
            if (message instanceof CompressedCertificate it)
                assertThat(it.decompressed(ZLIB, MOST).certificateList()).isNotNull();
        });
    }

    static Stream<byte[]> certificates() {
        return Stream.of(KeyKind.P256, KeyKind.RSA_2048, KeyKind.ED25519)
            .map(kind -> Recorded.AUTHORITY.issue(Spec.server("server.example").key(kind).mustStaple()).chain())
            .map(chain -> encoded(chain.getFirst()));
    }

    private static byte[] encoded(java.security.cert.X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<byte[]> keys() {
        return certificates().map(it -> LeafKey.of(Bytes.of(it)).info().toArray());
    }

    static Stream<byte[]> statuses() {
        var leaf = Recorded.SERVER.certificates().getFirst();
        return Stream.of(true, false).map(revoked -> Recorded.AUTHORITY.status(leaf, revoked));
    }

    static Stream<byte[]> compressed() {
        return Recorded.messages(Recorded.Kind.TLS13_CLIENT_CERTIFICATE).stream()
            .filter(said -> said.dialect().parse(said.bytes()) instanceof CompressedCertificate)
            .map(said -> said.bytes().toArray());
    }
}
