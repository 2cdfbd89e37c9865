package dev.parley.bench;

import dev.parley.lab.LabCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** The stacks behind an SSLContext. */
final class Jsse {
    private static final char[] NO_PASSWORD = {};
    /** Servers in one client's session cache are told apart by their ports: a new one for each full handshake. */
    private static int port;

    private Jsse() {}

    static Peers peers(Stack stack, Row row) {
        allowEverything();
        try {
            var provider = provider(stack);
            var server = context(provider, row, store(Papers.server(row)));
            var client = context(provider, row, row.isMutual() ? store(Papers.client()) : null);
            return new EnginePeers(row, stack == Stack.CONSCRYPT, () -> client(stack, client, row),
                () -> server(stack, server, row));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Suites without forward secrecy are off in JDK 25. */
    private static void allowEverything() {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
    }

    private static Provider provider(Stack stack) {
        return switch (stack) {
            case BC -> new BouncyCastleJsseProvider(new BouncyCastleProvider());
            case CONSCRYPT -> Conscrypt.newProviderBuilder().provideTrustManager(true).build();
            default -> Security.getProvider("SunJSSE");
        };
    }

    static SSLContext context(Provider provider, Row row, KeyStore keys)
        throws GeneralSecurityException, IOException {
        boolean own = provider instanceof BouncyCastleJsseProvider;
        var managers =
            KeyManagerFactory.getInstance(own ? "PKIX" : "SunX509", own ? provider : Security.getProvider("SunJSSE"));
        managers.init(keys, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS", provider);
        context.init(managers.getKeyManagers(), trust(row, provider), null);
        return context;
    }

    static KeyStore store(LabCertificate issued) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(issued.pkcs12(NO_PASSWORD)), NO_PASSWORD);
        return store;
    }

    static TrustManager[] trust(Row row, Provider provider) throws GeneralSecurityException, IOException {
        var anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("root", Papers.trusted(row));
        var trust = TrustManagerFactory.getInstance("PKIX", provider);
        trust.init(anchors);
        return trust.getTrustManagers();
    }

    static int nextPort(Row row) {
        return row.isResumed() ? 443 : 1 + (port = port + 1 & 0x7FFF);
    }

    private static SSLEngine client(Stack stack, SSLContext context, Row row) {
        var engine = context.createSSLEngine(Papers.HOST, nextPort(row));
        engine.setUseClientMode(true);
        return restricted(engine, row, choosesSuite(stack, row));
    }

    private static SSLEngine server(Stack stack, SSLContext context, Row row) {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine = restricted(engine, row, choosesSuite(stack, row));
        if (row.isMutual()) engine.setNeedClientAuth(true);
        return engine;
    }

    /** Conscrypt finds no certificate if only TLS 1.3's suites are left, and chooses among these by itself. */
    private static boolean choosesSuite(Stack stack, Row row) {
        return stack != Stack.CONSCRYPT || !row.suite.isFor13();
    }

    private static SSLEngine restricted(SSLEngine engine, Row row, boolean choosesSuite) {
        var parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[]{row.versionName()});
        if (choosesSuite) parameters.setCipherSuites(new String[]{row.suiteName()});
        // Bouncy Castle wants the curve of the certificate's key among the groups.
        parameters.setNamedGroups(new String[]{row.groupName(), "secp256r1"});
        if (engine.getUseClientMode()) parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** @param direct does the stack like direct buffers better? */
    record EnginePeers(Row row, EngineTalk.Buffers buffers, Supplier<SSLEngine> client, Supplier<SSLEngine> server)
        implements Peers {
        EnginePeers(Row row, boolean direct, Supplier<SSLEngine> client, Supplier<SSLEngine> server) {
            this(row, EngineTalk.Buffers.of(direct, row.content()), client, server);
        }

        @Override
        public Talk connect() {
            return EngineTalk.shakeHands(client.get(), server.get(), buffers, false);
        }

        @Override
        public Talk connectSeen() {
            return EngineTalk.shakeHands(client.get(), server.get(), buffers, true);
        }
    }
}
