package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.ccm.CcmCiphers;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.MoreCiphers;
import dev.parley.id.Authentication;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.KeyExchange;
import dev.parley.id.ProtocolVersion;
import dev.parley.session.ExternalPsk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenSSL and GnuTLS have the same key as we, and no certificate. RFC 4279, RFC 5487, RFC 5489, RFC 6655, RFC 8442. */
class PskInteropTest extends Acquaintance {
    private static final String NAME = "lamp-7";
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final Crypto CRYPTO = MoreCiphers.added(Cryptography.jdk(), new CcmCiphers());

    static Stream<CipherSuite> suites() {
        return CipherSuite.ALL_12.stream().filter(suite -> suite.authentication() == Authentication.PSK);
    }

    private static Consumer<TlsSettings> ours(CipherSuite suite) {
        return it -> it.crypto(CRYPTO).versions(ProtocolVersion.TLS_1_2).suites(suite)
            .externalPsks(ExternalPsk.of(NAME, HexFormat.of().parseHex(KEY)));
    }

    private static void check(Link link, CipherSuite suite) {
        assertThat(link.facts().suite()).isEqualTo(suite);
        assertThat(link.facts().peerChain()).isEmpty();
    }

    // ---- OpenSSL

    private static String opensslName(CipherSuite suite) {
        return Program.ask("openssl", "ciphers", "-convert", suite.name()).replaceFirst(".*: ", "").strip();
    }

    /** Those that it has a name for. */
    static Stream<CipherSuite> opensslSuites() {
        need("openssl");
        return suites().filter(suite -> !opensslName(suite).equals("(NONE)"));
    }

    private static List<String> openssl(CipherSuite suite) {
        return List.of("-tls1_2", "-cipher", opensslName(suite) + ":@SECLEVEL=0", "-psk", KEY, "-psk_identity", NAME);
    }

    @ParameterizedTest
    @MethodSource("opensslSuites")
    void opensslServesUs(CipherSuite suite) throws Exception {
        need("openssl");
        var options = new ArrayList<>(openssl(suite));
        options.addAll(List.of("-rev", "-psk_hint", "the seventh"));
        visitOpenSsl(Tls.client(ours(suite)), options, (link, _) -> {
            check(link, suite);
            talk(link);
        });
    }

    @ParameterizedTest
    @MethodSource("opensslSuites")
    void opensslVisitsUs(CipherSuite suite) throws Exception {
        need("openssl");
        openSslVisits(Tls.server(ours(suite)), openssl(suite), (link, program) -> {
            check(link, suite);
            hear(link, program);
        });
    }

    // ---- GnuTLS

    private static List<String> gnutls(String program, CipherSuite suite) {
        var cipher = suite.cipher().toString().toUpperCase(Locale.ROOT);
        var mac = suite.cipher().kind() == BulkCipher.Kind.AEAD ? "AEAD"
            : suite.mac() == HashAlgorithm.SHA1 ? "SHA1" : suite.mac().name();
        var exchange = suite.keyExchange() == KeyExchange.PSK ? "PSK" : "ECDHE-PSK";
        return List.of(program, "--priority", "NONE:+VERS-TLS1.2:+COMP-NULL:+GROUP-ALL:+SIGN-ALL:+CTYPE-X509:+" + cipher
            + ":+" + mac + ":+" + exchange);
    }

    /** Those whose names GnuTLS lists. */
    static Stream<CipherSuite> gnutlsSuites() {
        need("gnutls-cli");
        var list = Program.ask("gnutls-cli", "--list");
        return suites().filter(suite -> Pattern.compile("(?m)^" + gnutlsName(suite) + "\\s").matcher(list).find());
    }

    private static String gnutlsName(CipherSuite suite) {
        var name = suite.name().replace("_WITH", "");
        boolean plain = name.endsWith("_SHA") || name.contains("CCM");
        return (plain ? name + (name.endsWith("_SHA") ? "1" : "") : name);
    }

    @ParameterizedTest
    @MethodSource("gnutlsSuites")
    void gnutlsVisitsUs(CipherSuite suite) throws Exception {
        visits(Tls.server(ours(suite)), port -> {
            var command = new ArrayList<>(gnutls("gnutls-cli", suite));
            command.addAll(List.of("--pskusername", NAME, "--pskkey", KEY, "--port", "" + port, "127.0.0.1"));
            return command;
        }, (link, program) -> {
            check(link, suite);
            // With ECDHE_PSK gnutls-cli 3.7.9 dies of a segmentation fault when it is to tell of the handshake.
            if (suite.keyExchange() == KeyExchange.PSK) hear(link, program);
        });
    }

    @ParameterizedTest
    @MethodSource("gnutlsSuites")
    void gnutlsServesUs(CipherSuite suite) throws Exception {
        int port = freePort();
        var command = new ArrayList<>(gnutls("gnutls-serv", suite));
        command.addAll(List.of("--echo", "--pskpasswd", papers().write("psk.txt", NAME + ":" + KEY + "\n").toString(),
            "--pskhint", "the seventh", "--port", "" + port));
        try (var program = Program.server(command, Map.of())) {
            if (program.hear(Pattern.compile("listening on IPv4.*\n")).isEmpty())
                throw new IOException("did not start: " + program);
            try (var link = call(Tls.client(ours(suite)), port)) {
                check(link, suite);
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
