package dev.parley.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's own TLS, by its name: whatever else is installed as a provider. */
final class ResumptionJsse {
    private ResumptionJsse() {}

    private static final String PROVIDER = "SunJSSE";
    private static final char[] NO_PASSWORD = {};

    static SSLContext trusting(Path root) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", certificates(root).getFirst());
        var trust = TrustManagerFactory.getInstance("PKIX", PROVIDER);
        trust.init(store);
        var context = SSLContext.getInstance("TLS", PROVIDER);
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    static void visit(SSLContext context, int port, int length) throws IOException {
        var plain = new Socket(InetAddress.getLoopbackAddress(), port);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "server.example", port, true)) {
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName("server.example")));
            socket.setSSLParameters(parameters);
            socket.getInputStream().readNBytes(length);
        }
    }

    /** A server that greets whoever comes. */
    static Serving serving(Path chain, Path key, byte[] greeting) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var pem = String.join("", Files.readAllLines(key).stream().filter(line -> !line.startsWith("-")).toList());
        var itsKey =
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        store.setKeyEntry("own", itsKey, NO_PASSWORD, certificates(chain).toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX", PROVIDER);
        keys.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS", PROVIDER);
        context.init(keys.getKeyManagers(), null, null);
        var listening = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 8,
            InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> greet(listening, greeting));
        return new Serving(listening);
    }

    private static void greet(SSLServerSocket listening, byte[] greeting) {
        while (!listening.isClosed()) {
            try (var socket = listening.accept()) {
                socket.getOutputStream().write(greeting);
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                if (!listening.isClosed()) continue; // one visitor failed: the test sees it on its side
                return;
            }
        }
    }

    record Serving(SSLServerSocket listening) implements AutoCloseable {
        int port() {
            return listening.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    private static List<? extends Certificate> certificates(Path pem) throws GeneralSecurityException, IOException {
        try (var in = Files.newInputStream(pem)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }
}
