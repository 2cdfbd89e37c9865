package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.Tls;
import dev.parley.TlsFailure;
import dev.parley.config.ClientAuth;
import dev.parley.credential.Credential;
import dev.parley.credential.Staples;
import dev.parley.credential.Trust;
import dev.parley.failure.Reason;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL and GnuTLS read the status that we staple, and we that which they staple. RFC 6066 section 8. */
class StaplingInteropTest extends Acquaintance {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    /** Its certificate says that it never comes without its status. RFC 7633. */
    private static final LabCertificate LEAF = AUTHORITY.issue(Spec.server(Talk.HOST).mustStaple());
    private static final Pattern OPENSSL_ACCEPTS = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)\\s");

    private static byte[] status(boolean revoked) {
        return AUTHORITY.status(LEAF.chain().getFirst(), revoked);
    }

    private static ProtocolVersion version(String name) {
        return name.equals("1.3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    }

    private static Path file(String name, String text) {
        return papers().write("stapling-" + name, text);
    }

    private static Tls server(String version) {
        var own = Credential.of(LEAF.chain(), LEAF.key()).withStaples(Staples.of(Bytes.own(status(false))));
        return Tls.server(it -> it.credentials(own).clientAuth(ClientAuth.NONE).versions(version(version)));
    }

    private static Tls client(String version) {
        return Tls.client(it -> it.trust(Trust.of(List.of(AUTHORITY.root()))).versions(version(version)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void opensslReadsOurs(String version) throws Exception {
        need("openssl");
        var authority = file("ca.pem", LEAF.pemAuthority());
        visits(server(version),
            port -> List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername",
                Talk.HOST, "-CAfile", authority.toString(), "-verify_return_error", "-status"),
            (link, program) -> {
                hear(link, program);
                assertThat(program.hear(Pattern.compile("OCSP Response Status: successful"))).isPresent();
                assertThat(program.hear(Pattern.compile("Cert Status: good"))).isPresent();
            });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void gnutlsReadsOurs(String version) throws Exception {
        need("gnutls-cli");
        var authority = file("ca.pem", LEAF.pemAuthority());
        visits(server(version),
            port -> List.of("gnutls-cli", "--priority", "NORMAL:-VERS-ALL:+VERS-TLS" + version, "--x509cafile",
                authority.toString(), "--verify-hostname", Talk.HOST, "--sni-hostname", Talk.HOST, "--port", "" + port,
                "127.0.0.1"),
            (link, program) -> {
                hear(link, program);
                assertThat(program.hear(Pattern.compile("Options:.*OCSP status request"))).isPresent();
                assertThat(program.said()).contains("The certificate is trusted");
            });
    }

    private static List<String> opensslServing(byte[] status) throws IOException {
        var response = Files.write(file("response.der", ""), status);
        return List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-rev", "-cert",
            file("own.pem", LEAF.pemChain()).toString(), "-key", file("own.key", LEAF.pemKey()).toString(),
            "-status_file", response.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void weReadOpenssls(String version) throws Exception {
        need("openssl");
        try (var program = Program.server(opensslServing(status(false)), Map.of())) {
            int port = Integer.parseInt(program.hear(OPENSSL_ACCEPTS).orElseThrow().group(1));
            try (var link = call(client(version), port)) {
                talk(link);
            }
        }
        try (var program = Program.server(opensslServing(status(true)), Map.of())) {
            int port = Integer.parseInt(program.hear(OPENSSL_ACCEPTS).orElseThrow().group(1));
            var failure = catchThrowableOfType(TlsFailure.class, () -> call(client(version), port).close());
            assertThat(failure.reason()).isEqualTo(Reason.STATUS_SAYS_REVOKED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void weReadGnutlss(String version) throws Exception {
        need("gnutls-serv");
        var response = Files.write(file("response.der", ""), status(false));
        int port = freePort();
        var command = List.of("gnutls-serv", "--echo", "--port", "" + port, "--x509certfile",
            file("own.pem", LEAF.pemChain()).toString(), "--x509keyfile", file("own.key", LEAF.pemKey()).toString(),
            "--ocsp-response", response.toString());
        try (var program = Program.server(command, Map.of())) {
            if (program.hear(Pattern.compile("listening on IPv4.*\n")).isEmpty())
                throw new IOException("did not start: " + program);
            try (var link = call(client(version), port)) {
                talk(link);
            } catch (IOException | AssertionError failure) {
                failure.addSuppressed(new IOException("the server's account: " + program));
                throw failure;
            }
        }
    }

    /** GnuTLS takes a port by number only; one that was free a moment ago is free. */
    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
