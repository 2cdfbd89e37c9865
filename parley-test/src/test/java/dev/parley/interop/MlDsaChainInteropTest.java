package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing but ML-DSA from the root to the signature in the handshake, and nothing but ML-KEM for the keys. */
@Timeout(120)
class MlDsaChainInteropTest extends Acquaintance {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.ML_DSA_87);
    private static final LabCertificate LEAF = AUTHORITY.intermediate(Spec.authority("Between").key(KeyKind.ML_DSA_65))
        .issue(Spec.server(Talk.HOST).key(KeyKind.ML_DSA_44));

    private static final Consumer<TlsSettings> OURS = it -> it.versions(ProtocolVersion.TLS_1_3)
        .groups(NamedGroup.MLKEM768).keyShares(NamedGroup.MLKEM768)
        .schemes(SignatureScheme.MLDSA44, SignatureScheme.MLDSA65, SignatureScheme.MLDSA87)
        .trust(Trust.of(List.of(AUTHORITY.root())));

    private static Tls server() {
        return Tls.server(it -> OURS.accept(it.credentials(Credential.of(LEAF.chain(), LEAF.key()))));
    }

    private static <T> CompletableFuture<T> aside(Callable<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, Thread::startVirtualThread);
    }

    private static SSLContext theirs() throws Exception {
        var crypto = new BouncyCastleProvider();
        var provider = new BouncyCastleJsseProvider(crypto);
        var trusted = KeyStore.getInstance("PKCS12", crypto);
        trusted.load(null, null);
        trusted.setCertificateEntry("root", CertificateFactory.getInstance("X.509", crypto)
            .generateCertificate(new ByteArrayInputStream(AUTHORITY.root().getEncoded())));
        var trust = TrustManagerFactory.getInstance("PKIX", provider);
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS", provider);
        context.init(new BouncyCastle(papers()).keyManagers(LEAF), trust.getTrustManagers(), null);
        return context;
    }

    private static void prepare(SSLSocket socket) throws IOException {
        var bouncy = (BCSSLSocket) socket;
        var parameters = bouncy.getParameters();
        parameters.setProtocols(new String[]{"TLSv1.3"});
        parameters.setNamedGroups(new String[]{"MLKEM768"});
        parameters.setSignatureSchemes(new String[]{"mldsa44", "mldsa65", "mldsa87"});
        bouncy.setParameters(parameters);
        socket.setSoTimeout(Program.PATIENCE_SECONDS * 1000);
    }

    /** Turns a line round that makes no difference. */
    private static boolean echo(SSLSocket socket) throws IOException {
        try (socket) {
            prepare(socket);
            var heard = socket.getInputStream().readNBytes(WORDS.length);
            socket.getOutputStream().write(heard);
            return true;
        }
    }

    @Test
    void weVisitOurselves() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var serving = aside(() -> server().accept(listening, PATIENCE));
            try (var link = call(Tls.client(OURS), listening.getLocalPort());
                var other = serving.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                assertThat(link.facts().group()).contains(NamedGroup.MLKEM768);
                assertThat(link.facts().serverScheme()).contains(SignatureScheme.MLDSA44);
                assertThat(link.facts().peerPath()).hasSize(3)
                    .allMatch(it -> it.getSigAlgName().startsWith("ML-DSA"));
                link.output().write(WORDS);
                Talk.hear(WORDS, other.input());
            }
        }
    }

    @Test
    void weVisitBouncyCastle() throws Exception {
        try (var listening =
            (SSLServerSocket) theirs().getServerSocketFactory().createServerSocket(0, 1,
                InetAddress.getLoopbackAddress())) {
            var serving = aside(() -> echo((SSLSocket) listening.accept()));
            try (var link = call(Tls.client(OURS), listening.getLocalPort())) {
                assertThat(link.facts().serverScheme()).contains(SignatureScheme.MLDSA44);
                talk(link);
            }
            assertThat(serving.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void bouncyCastleVisitsUs() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var serving = aside(() -> server().accept(listening, PATIENCE));
            try (var socket = (SSLSocket) theirs().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(),
                listening.getLocalPort())) {
                prepare(socket);
                socket.getOutputStream().write(WORDS);
                try (var link = serving.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    Talk.hear(WORDS, link.input());
                    assertThat(link.facts().group()).contains(NamedGroup.MLKEM768);
                    assertThat(link.facts().serverScheme()).contains(SignatureScheme.MLDSA44);
                }
            }
        }
    }
}
