package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Tls;
import dev.parley.credential.Credential;
import dev.parley.credential.RawKeyTrust;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GnuTLS knows us by our key, and we know it by its. RFC 7250. The OpenSSL of Debian 12 is older than its raw keys. */
class RawKeyInteropTest extends Acquaintance {
    private static final KeyPair OURS = pair();

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of its certificate only the key is used; GnuTLS reads no EC key of this kind without its public half. */
    private static LabCertificate theirs() {
        return papers().server(KeyKind.RSA_2048);
    }

    private static PublicKey theirKey() {
        return theirs().chain().getFirst().getPublicKey();
    }

    private static Path pem(String name, String kind, byte[] der) {
        return papers().write(name, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind,
            Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der), kind));
    }

    private static List<String> gnutls(String program, String version, String... more) {
        var command = new ArrayList<>(List.of(program, "--priority",
            "NORMAL:-VERS-ALL:+VERS-TLS" + version + ":+CTYPE-SRV-RAWPK:+CTYPE-CLI-RAWPK", "--rawpkkeyfile",
            papers().write("theirs.key", theirs().pemKey()).toString(), "--rawpkfile",
            pem("theirs.pub", "PUBLIC KEY", theirKey().getEncoded()).toString()));
        command.addAll(List.of(more));
        return command;
    }

    private static ProtocolVersion version(String name) {
        return name.equals("1.3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    }

    private static Credential own() {
        return Credential.ofRawKey(OURS.getPublic(), OURS.getPrivate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void gnutlsServesUs(String version) throws Exception {
        need("gnutls-serv");
        var client = Tls.client(it -> it.versions(version(version)).credentials(own())
            .rawKeys(RawKeyTrust.of(theirKey())));
        int port = freePort();
        var command = gnutls("gnutls-serv", version, "--echo", "--require-client-cert", "--port", "" + port);
        try (var program = Program.server(command, Map.of())) {
            var listening = program.hear(Pattern.compile("listening on IPv4.*\n"));
            if (listening.isEmpty()) throw new IOException("did not start: " + program);
            try (var link = call(client, port)) {
                assertThat(link.facts().peerRawKey()).contains(theirKey());
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

    /** It is not asked for its own key: gnutls-cli 3.7.9 shows none, not even to gnutls-serv. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void gnutlsVisitsUs(String version) throws Exception {
        need("gnutls-cli");
        var server = Tls.server(it -> it.versions(version(version)).credentials(own()));
        visits(server, port -> gnutls("gnutls-cli", version, "--insecure", "--port", "" + port, "127.0.0.1"),
            (link, program) -> {
                hear(link, program);
                assertThat(program.hear(Pattern.compile("Certificate type: Raw Public Key"))).isPresent();
            });
    }
}
