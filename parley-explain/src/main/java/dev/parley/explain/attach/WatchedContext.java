package dev.parley.explain.attach;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** A context whose engines and sockets are watched. */
final class WatchedContext extends SSLContext {
    WatchedContext(Explain how, SSLContext watched) {
        super(new Spi(how, watched), watched.getProvider(), watched.getProtocol());
    }

    static final class Spi extends SSLContextSpi {
        private final Explain how;
        private final SSLContext watched;

        Spi(Explain how, SSLContext watched) {
            this.how = how;
            this.watched = watched;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
            watched.init(keys, TrustWatch.of(trust), random);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new WatchedSocketFactory(how, watched.getSocketFactory());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return new WatchedServerSocketFactory(how, watched);
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return how.engine(watched.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return how.engine(watched.createSSLEngine(host, port));
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return watched.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return watched.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return watched.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return watched.getSupportedSSLParameters();
        }
    }
}
