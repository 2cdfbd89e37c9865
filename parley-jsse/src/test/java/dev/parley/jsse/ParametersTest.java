package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failure.Reason;
import dev.parley.observe.Facts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in {@link SSLParameters}, one by one: what is set is what happens. */
class ParametersTest {
    private final SSLContext clients = Lab.context(Lab.PARLEY, Lab.CLIENT);
    private final SSLContext servers = Lab.context(Lab.PARLEY, Lab.SERVER);

    /** Another for each connection, so that none goes on with the session of one before. */
    private int port;

    private EnginePair pair(Consumer<SSLParameters> client, Consumer<SSLParameters> server) {
        return pair("server.example", client, server);
    }

    private EnginePair pair(String host, Consumer<SSLParameters> client, Consumer<SSLParameters> server) {
        var pair = new EnginePair(clients.createSSLEngine(host, ++port), servers.createSSLEngine());
        change(pair.client, client);
        change(pair.server, server);
        return pair;
    }

    private static void change(SSLEngine engine, Consumer<SSLParameters> change) {
        var parameters = engine.getSSLParameters();
        change.accept(parameters);
        engine.setSSLParameters(parameters);
    }

    private static final Consumer<SSLParameters> AS_IT_IS = parameters -> {};

    private static Facts facts(SSLEngine engine) {
        return ((ParleySession) engine.getSession()).facts().orElseThrow();
    }

    private static void refuses(EnginePair pair, Reason reason) {
        assertThatThrownBy(pair::shakeHands).isInstanceOf(SSLException.class)
            .satisfies(it -> assertThat(ParleyFailure.of(it).orElseThrow().reason()).isEqualTo(reason));
    }

    private static String[] list(String... names) {
        return names;
    }

    // ---- versions, suites, groups, schemes

    @Test
    void protocols() throws Exception {
        Consumer<SSLParameters> old = it -> it.setProtocols(list("TLSv1.2"));
        assertThat(pair(old, AS_IT_IS).shakeHands().client.getSession().getProtocol()).isEqualTo("TLSv1.2");
        assertThat(pair(AS_IT_IS, old).shakeHands().client.getSession().getProtocol()).isEqualTo("TLSv1.2");
        assertThat(pair(AS_IT_IS, AS_IT_IS).shakeHands().client.getSession().getProtocol()).isEqualTo("TLSv1.3");
        refuses(pair(old, it -> it.setProtocols(list("TLSv1.3"))), Reason.NO_COMMON_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"})
    void cipherSuites(String suite) throws Exception {
        assertThat(pair(it -> it.setCipherSuites(list(suite)), AS_IT_IS).shakeHands().server.getSession()
            .getCipherSuite()).isEqualTo(suite);
        assertThat(pair(AS_IT_IS, it -> it.setCipherSuites(list(suite))).shakeHands().client.getSession()
            .getCipherSuite()).isEqualTo(suite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
    void cipherSuitePreference(String two) throws Exception {
        var ones = two.split(" ");
        var others = list(ones[1], ones[0]);
        for (var own : List.of(true, false)) {
            var pair = pair(it -> it.setCipherSuites(ones), it -> {
                it.setCipherSuites(others);
                it.setUseCipherSuitesOrder(own);
            });
            assertThat(pair.shakeHands().client.getSession().getCipherSuite()).isEqualTo(own ? ones[1] : ones[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519MLKEM768", "SecP256r1MLKEM768", "x25519", "x448", "secp256r1", "secp384r1",
        "secp521r1", "ffdhe2048"})
    void namedGroups(String group) throws Exception {
        Consumer<SSLParameters> only = it -> it.setNamedGroups(list(group));
        assertThat(group(pair(only, only))).isEqualTo(group);
        if (group.startsWith("ffdhe")) return; // not on unless it is named
        assertThat(group(pair(only, AS_IT_IS))).isEqualTo(group);
        assertThat(group(pair(AS_IT_IS, only))).isEqualTo(group);
    }

    private static String group(EnginePair pair) throws SSLException {
        return facts(pair.shakeHands().client).group().orElseThrow().name();
    }

    /** What is enabled in one place and not in the other is not spoken: many programs name suites and never versions. */
    @Test
    void versionsWithoutASuiteAreNotSpoken() throws Exception {
        Consumer<SSLParameters> only12 = it -> it.setCipherSuites(list("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        assertThat(pair(only12, AS_IT_IS).shakeHands().client.getSession().getProtocol()).isEqualTo("TLSv1.2");
        assertThat(pair(AS_IT_IS, only12).shakeHands().client.getSession().getProtocol()).isEqualTo("TLSv1.2");
        var nothing = pair(it -> {
            it.setProtocols(list("TLSv1.3"));
            it.setCipherSuites(list("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        }, AS_IT_IS);
        assertThatThrownBy(nothing::shakeHands).isInstanceOf(SSLHandshakeException.class)
            .hasMessageContaining("No appropriate protocol");
    }

    @Test
    void namedGroupsNotInCommon() {
        refuses(pair(it -> it.setNamedGroups(list("x25519")), it -> it.setNamedGroups(list("secp256r1"))),
            Reason.NO_COMMON_GROUP);
    }

    @Test
    void signatureSchemes() throws Exception {
        refuses(pair(it -> it.setSignatureSchemes(list("ed25519")), AS_IT_IS), Reason.NO_COMMON_SIGNATURE_SCHEME);
        var pair = pair(it -> it.setSignatureSchemes(list("ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384")), it -> {
            it.setSignatureSchemes(list("ecdsa_secp256r1_sha256"));
            it.setNeedClientAuth(true);
        }).shakeHands();
        assertThat(facts(pair.client).serverScheme().orElseThrow().name()).isEqualTo("ecdsa_secp256r1_sha256");
        assertThat(facts(pair.client).clientScheme().orElseThrow().name()).isEqualTo("ecdsa_secp256r1_sha256");
        assertThat(((ExtendedSSLSession) pair.server.getSession()).getPeerSupportedSignatureAlgorithms())
            .containsExactly("SHA256withECDSA", "SHA384withECDSA");
        assertThat(((ExtendedSSLSession) pair.server.getSession()).getLocalSupportedSignatureAlgorithms())
            .containsExactly("SHA256withECDSA");
    }

    // ---- who is who

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS", "LDAPS"})
    void endpointIdentification(String algorithm) throws Exception {
        Consumer<SSLParameters> identifying = it -> it.setEndpointIdentificationAlgorithm(algorithm);
        pair(identifying, AS_IT_IS).shakeHands();
        refuses(pair("other.example", identifying, AS_IT_IS), Reason.WRONG_HOST_NAME);
        pair("other.example", it -> it.setEndpointIdentificationAlgorithm(""), AS_IT_IS).shakeHands();
        pair("other.example", AS_IT_IS, AS_IT_IS).shakeHands();
        pair("127.0.0.1", identifying, AS_IT_IS).shakeHands();
        refuses(pair("127.0.0.2", identifying, AS_IT_IS), Reason.WRONG_HOST_NAME);
        pair("10.0.0.1", it -> {
            it.setEndpointIdentificationAlgorithm(algorithm);
            it.setServerNames(List.of(new SNIHostName("server.example")));
        }, AS_IT_IS).shakeHands();
    }

    @Test
    void serverNames() throws Exception {
        List<SNIServerName> names = List.of(new SNIHostName("some.example"));
        assertThat(requested(pair(it -> it.setServerNames(names), AS_IT_IS))).isEqualTo(names);
        assertThat(requested(pair(AS_IT_IS, AS_IT_IS))).isEqualTo(List.of(new SNIHostName("server.example")));
        assertThat(requested(pair(it -> it.setServerNames(List.of()), AS_IT_IS))).isEmpty();
        assertThat(requested(pair("127.0.0.1", AS_IT_IS, AS_IT_IS))).isEmpty();
    }

    private static List<SNIServerName> requested(EnginePair pair) throws SSLException {
        return ((ExtendedSSLSession) pair.shakeHands().server.getSession()).getRequestedServerNames();
    }

    @Test
    void sniMatchers() throws Exception {
        var matchers = List.of(SNIHostName.createSNIMatcher("(.*\\.)?server\\.example"));
        pair(AS_IT_IS, it -> it.setSNIMatchers(matchers)).shakeHands();
        pair("www.server.example", AS_IT_IS, it -> it.setSNIMatchers(matchers)).shakeHands();
        pair("127.0.0.1", AS_IT_IS, it -> it.setSNIMatchers(matchers)).shakeHands(); // no name to be matched
        refuses(pair("other.example", AS_IT_IS, it -> it.setSNIMatchers(matchers)), Reason.UNKNOWN_SERVER_NAME);
    }

    @Test
    void clientAuthentication() throws Exception {
        var with = pair(AS_IT_IS, it -> it.setWantClientAuth(true)).shakeHands();
        assertThat(with.server.getSession().getPeerPrincipal().getName()).isEqualTo("CN=client");
        var none = Lab.context(Lab.PARLEY, null);
        for (var need : List.of(false, true)) {
            var pair = new EnginePair(none.createSSLEngine("server.example", 443), servers.createSSLEngine());
            change(pair.server, it -> {
                if (need) it.setNeedClientAuth(true);
                else it.setWantClientAuth(true);
            });
            if (need) refuses(pair, Reason.CLIENT_CERTIFICATE_REQUIRED);
            else assertThat(pair.shakeHands().server.getSession().isValid()).isTrue();
        }
    }

    // ---- application protocols

    @Test
    void applicationProtocols() throws Exception {
        var pair = pair(it -> it.setApplicationProtocols(list("a", "b", "c")),
            it -> it.setApplicationProtocols(list("c", "b"))).shakeHands();
        assertThat(pair.client.getApplicationProtocol()).isEqualTo("c");
        assertThat(pair.server.getApplicationProtocol()).isEqualTo("c");
        refuses(pair(it -> it.setApplicationProtocols(list("a")), it -> it.setApplicationProtocols(list("b"))),
            Reason.NO_COMMON_PROTOCOL);
        var silent = pair(it -> it.setApplicationProtocols(list("a")), AS_IT_IS).shakeHands();
        assertThat(silent.client.getApplicationProtocol()).isEmpty();
    }

    @Test
    void applicationProtocolSelector() throws Exception {
        Consumer<SSLParameters> offering = it -> it.setApplicationProtocols(list("a", "b"));
        var asked = new ArrayList<List<String>>();
        var pair = pair(offering, it -> it.setApplicationProtocols(list("a")));
        pair.server.setHandshakeApplicationProtocolSelector((engine, offered) -> {
            assertThat(engine).isSameAs(pair.server);
            asked.add(offered);
            return "b";
        });
        pair.shakeHands();
        assertThat(asked).containsExactly(List.of("a", "b"));
        assertThat(pair.client.getApplicationProtocol()).isEqualTo("b");

        var none = pair(offering, AS_IT_IS);
        none.server.setHandshakeApplicationProtocolSelector((engine, offered) -> "");
        assertThat(none.shakeHands().client.getApplicationProtocol()).isEmpty();

        var refusing = pair(offering, AS_IT_IS);
        refusing.server.setHandshakeApplicationProtocolSelector((engine, offered) -> null);
        refuses(refusing, Reason.NO_COMMON_PROTOCOL);
    }

    // ---- records

    /** The peer is asked for shorter records too (RFC 8449), where the JDK can only make shorter ones itself. */
    @ParameterizedTest
    @ValueSource(ints = {600, 5_000})
    void maximumPacketSize(int most) throws Exception {
        var pair = pair(it -> it.setMaximumPacketSize(most), AS_IT_IS).shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "the tickets come before this");
        for (var engine : List.of(pair.client, pair.server)) {
            var net = ByteBuffer.allocate(40_000);
            var result = engine.wrap(ByteBuffer.allocate(20_000), net);
            assertThat(result.bytesProduced()).isBetween(most / 2, most);
        }
        assertThat(pair.client.getSSLParameters().getMaximumPacketSize()).isEqualTo(most);
        assertThatThrownBy(() -> new SSLParameters().setMaximumPacketSize(-1))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void retransmissionsAreOfDatagramsAndChangeNothing() throws Exception {
        var pair = pair(it -> it.setEnableRetransmissions(false), AS_IT_IS).shakeHands();
        assertThat(pair.client.getSSLParameters().getEnableRetransmissions()).isFalse();
    }

    // ---- sockets

    @Test
    void acceptedSocketsHaveTheParametersOfTheirServerSocket() throws Exception {
        try (var listening = (SSLServerSocket) servers.getServerSocketFactory().createServerSocket(0, 1,
            java.net.InetAddress.getLoopbackAddress())) {
            var parameters = listening.getSSLParameters();
            parameters.setNeedClientAuth(true);
            parameters.setProtocols(list("TLSv1.2"));
            parameters.setApplicationProtocols(list("x"));
            parameters.setUseCipherSuitesOrder(false);
            parameters.setNamedGroups(list("secp384r1"));
            listening.setSSLParameters(parameters);
            try (var client =
                (SSLSocket) clients.getSocketFactory().createSocket("localhost", listening.getLocalPort());
                var accepted = (SSLSocket) listening.accept()) {
                var those = accepted.getSSLParameters();
                assertThat(those.getNeedClientAuth()).isTrue();
                assertThat(those.getProtocols()).containsExactly("TLSv1.2");
                assertThat(those.getApplicationProtocols()).containsExactly("x");
                assertThat(those.getUseCipherSuitesOrder()).isFalse();
                assertThat(those.getNamedGroups()).containsExactly("secp384r1");
                assertThat(accepted.getUseClientMode()).isFalse();
                assertThat(client.getUseClientMode()).isTrue();
            }
        }
    }
}
