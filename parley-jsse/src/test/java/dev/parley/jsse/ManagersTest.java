package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lab.LabCertificate;
import java.net.InetAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Key and trust managers of others get the engine or the socket, and see the handshake's session in it. */
@Timeout(60)
class ManagersTest {
    private final List<Object> faces = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private void note(String what, Object face, SSLSession handshake) {
        assertThat(handshake).as(what + " sees the handshake's session").isNotNull();
        faces.add(face);
        seen.add(what);
    }

    private final class Keys extends X509ExtendedKeyManager {
        private final LabCertificate own;

        Keys(LabCertificate own) {
            this.own = own;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            note("server key " + type, engine, engine.getHandshakeSession());
            assertThat(((ExtendedSSLSession) engine.getHandshakeSession()).getRequestedServerNames())
                .containsExactly(new SNIHostName("server.example"));
            return type.equals("EC") ? "own" : null;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            note("client key", engine, engine.getHandshakeSession());
            assertThat(issuers).contains(Lab.AUTHORITY.root().getSubjectX500Principal());
            return Arrays.asList(types).contains("EC") ? "own" : null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            note("server key " + type, socket, ((SSLSocket) socket).getHandshakeSession());
            return type.equals("EC") ? "own" : null;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            note("client key", socket, ((SSLSocket) socket).getHandshakeSession());
            return "own";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return own.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return own.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[]{"own"};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[]{"own"};
        }
    }

    private final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            note("server trust", engine, engine.getHandshakeSession());
            assertThat(chain[0]).isEqualTo(Lab.SERVER.chain().getFirst());
            assertThat(engine.getHandshakeSession().getPeerHost()).isEqualTo("server.example");
            assertThat(engine.getHandshakeSession().getProtocol()).startsWith("TLSv1.");
            assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
            assertThat(engine.getHandshakeApplicationProtocol()).isEqualTo("h2");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            note("client trust " + type, engine, engine.getHandshakeSession());
            assertThat(chain[0]).isEqualTo(Lab.CLIENT.chain().getFirst());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            note("server trust", socket, ((SSLSocket) socket).getHandshakeSession());
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            note("client trust " + type, socket, ((SSLSocket) socket).getHandshakeSession());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("asked without an engine");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("asked without an engine");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[]{Lab.AUTHORITY.root()};
        }
    }

    private static SSLContext context(KeyManager keys, TrustManager trust) throws Exception {
        var context = SSLContext.getInstance("TLS", Lab.PARLEY);
        context.init(new KeyManager[]{keys}, new TrustManager[]{trust}, null);
        return context;
    }

    @Test
    void getTheEngine() throws Exception {
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            faces.clear();
            seen.clear();
            var pair = new EnginePair(
                context(new Keys(Lab.CLIENT), new Trusting()).createSSLEngine("server.example", 443),
                context(new Keys(Lab.SERVER), new Trusting()).createSSLEngine());
            var parameters = pair.client.getSSLParameters();
            parameters.setProtocols(new String[]{version});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setApplicationProtocols(new String[]{"h2"});
            pair.client.setSSLParameters(parameters);
            var wanted = pair.server.getSSLParameters();
            wanted.setNeedClientAuth(true);
            wanted.setApplicationProtocols(new String[]{"h2"});
            pair.server.setSSLParameters(wanted);
            pair.shakeHands();
            assertThat(seen).contains("server key EC", "client key", "server trust", "client trust EC");
            assertThat(faces).allMatch(it -> it.equals(pair.client) || it.equals(pair.server));
        }
    }

    @Test
    void getTheSocket() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
            var listening = (SSLServerSocket) context(new Keys(Lab.SERVER), new Trusting()).getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            var served = threads.submit(() -> {
                try (var socket = (SSLSocket) listening.accept()) {
                    socket.startHandshake();
                    socket.getOutputStream().write(1);
                    return socket;
                }
            });
            try (var socket = (SSLSocket) context(new Keys(Lab.CLIENT), new Trusting()).getSocketFactory()
                .createSocket("localhost", listening.getLocalPort())) {
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                var accepted = served.get(20, TimeUnit.SECONDS);
                assertThat(seen).contains("server key EC", "client key", "server trust", "client trust EC");
                assertThat(faces).allMatch(it -> it.equals(socket) || it.equals(accepted));
            }
        }
    }

    /** A plain manager was never promised to be told the host: so it is looked at behind its back. */
    @Test
    void plainOnesHaveTheHostLookedAtForThem() throws Exception {
        var plain = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                seen.add("client");
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                seen.add("server");
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        for (var host : List.of("server.example", "other.example")) {
            var pair = new EnginePair(context(null, plain).createSSLEngine(host, 443),
                Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine());
            var parameters = pair.client.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            pair.client.setSSLParameters(parameters);
            if (host.equals("server.example")) pair.shakeHands();
            else assertThatThrownBy(pair::shakeHands).isInstanceOf(SSLException.class);
        }
        assertThat(seen).containsExactly("server", "server");
    }

    @Test
    void refusalReachesTheProgramAsItsCause() throws Exception {
        var refusal = new CertificateException("I do not like it");
        var refusing = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
                throw refusal;
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        var pair = new EnginePair(context(null, refusing).createSSLEngine("server.example", 443),
            Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine());
        assertThatThrownBy(pair::shakeHands).isInstanceOf(javax.net.ssl.SSLHandshakeException.class).hasCause(refusal);
    }

    @Test
    void exportersOfBothSidesAgree() throws Exception {
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            var pair = new EnginePair(Lab.context(Lab.PARLEY, null).createSSLEngine("server.example", 443),
                Lab.context(Lab.JDK, Lab.SERVER).createSSLEngine());
            pair.client.setEnabledProtocols(new String[]{version});
            assertThatThrownBy(() -> ((ExtendedSSLSession) pair.client.getSession())
                .exportKeyingMaterialData("EXPORTER-x", null, 32)).isInstanceOf(IllegalStateException.class);
            pair.shakeHands();
            var ours = (ExtendedSSLSession) pair.client.getSession();
            var theirs = (ExtendedSSLSession) pair.server.getSession();
            for (byte[] context : new byte[][]{null, {}, {1, 2}})
                assertThat(ours.exportKeyingMaterialData("EXPORTER-x", context, 48))
                    .isEqualTo(theirs.exportKeyingMaterialData("EXPORTER-x", context, 48));
            var key = ours.exportKeyingMaterialKey("AES", "EXPORTER-key", null, 16);
            assertThat(key.getAlgorithm()).isEqualTo("AES");
            assertThat(key.getEncoded())
                .isEqualTo(theirs.exportKeyingMaterialKey("AES", "EXPORTER-key", null, 16).getEncoded());
        }
    }
}
