package dev.parley.jsse;

import dev.parley.Cryptography;
import dev.parley.id.ProtocolVersion;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** An {@code SSLContext}. Randomness comes from the cryptography in use, so a {@code SecureRandom} given is not asked. */
class ContextService extends SSLContextSpi {
    private final Defaults defaults;
    private volatile Setup setup;

    ContextService(List<ProtocolVersion> versions) {
        this.defaults = new Defaults(Cryptography.standard(), versions);
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
        setup = Setup.of(defaults, keys, trust);
    }

    private Setup setup() {
        var those = setup;
        if (those == null) throw new IllegalStateException("SSLContext is not initialized");
        return those;
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new SocketMaker(setup());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return new ServerSocketMaker(setup());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return new Engine(setup(), null, -1);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new Engine(setup(), host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return setup().serverSessions();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return setup().clientSessions();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return defaults.parameters(true);
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return defaults.supported();
    }
}
