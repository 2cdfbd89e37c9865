package dev.parley.jsse;

import java.net.Socket;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;

/** The engine or the socket, for managers that were promised to be told which. */
sealed interface Face {
    String clientAlias(X509KeyManager keys, String[] types, Principal[] issuers);

    String serverAlias(X509KeyManager keys, String type);

    void checkServer(X509ExtendedTrustManager trust, X509Certificate[] chain, String authType)
        throws CertificateException;

    void checkClient(X509ExtendedTrustManager trust, X509Certificate[] chain, String authType)
        throws CertificateException;

    record OfEngine(SSLEngine engine) implements Face {
        @Override
        public String clientAlias(X509KeyManager keys, String[] types, Principal[] issuers) {
            return keys instanceof X509ExtendedKeyManager more ? more.chooseEngineClientAlias(types, issuers, engine)
                : keys.chooseClientAlias(types, issuers, null);
        }

        @Override
        public String serverAlias(X509KeyManager keys, String type) {
            return keys instanceof X509ExtendedKeyManager more ? more.chooseEngineServerAlias(type, null, engine)
                : keys.chooseServerAlias(type, null, null);
        }

        @Override
        public void checkServer(X509ExtendedTrustManager trust, X509Certificate[] chain, String authType)
            throws CertificateException {
            trust.checkServerTrusted(chain, authType, engine);
        }

        @Override
        public void checkClient(X509ExtendedTrustManager trust, X509Certificate[] chain, String authType)
            throws CertificateException {
            trust.checkClientTrusted(chain, authType, engine);
        }
    }

    record OfSocket(SSLSocket socket) implements Face {
        @Override
        public String clientAlias(X509KeyManager keys, String[] types, Principal[] issuers) {
            return keys.chooseClientAlias(types, issuers, socket);
        }

        @Override
        public String serverAlias(X509KeyManager keys, String type) {
            return keys.chooseServerAlias(type, null, socket);
        }

        @Override
        public void checkServer(X509ExtendedTrustManager trust, X509Certificate[] chain, String authType)
            throws CertificateException {
            trust.checkServerTrusted(chain, authType, (Socket) socket);
        }

        @Override
        public void checkClient(X509ExtendedTrustManager trust, X509Certificate[] chain, String authType)
            throws CertificateException {
            trust.checkClientTrusted(chain, authType, (Socket) socket);
        }
    }
}
