package dev.parley.jsse;

import java.security.KeyManagementException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * An initialised context: who chooses keys, who judges the peers, and where sessions are kept. Thread-safe.
 *
 * @param keys {@code null} for none
 */
record Setup(Defaults defaults, X509KeyManager keys, X509TrustManager trust, KnownCredentials known,
    SessionStore clientSessions, SessionStore serverSessions) {
    /** The first managers of the kinds that TLS knows; without trust managers, the JDK's authorities. */
    static Setup of(Defaults defaults, KeyManager[] keys, TrustManager[] trust) throws KeyManagementException {
        return new Setup(defaults, first(keys), trust == null ? standardTrust() : first(trust), new KnownCredentials(),
            sessions(defaults), sessions(defaults));
    }

    private static SessionStore sessions(Defaults defaults) {
        return new SessionStore(defaults.crypto(), InstantSource.system());
    }

    /** Counts how often trust was replaced: sessions made before do not count any more. */
    long generation() {
        return trust instanceof CredentialTrust own ? own.generation() : 0;
    }

    private static X509KeyManager first(KeyManager[] all) {
        if (all != null) for (var one : all) if (one instanceof X509KeyManager usable) return usable;
        return null;
    }

    private static X509TrustManager first(TrustManager[] all) {
        for (var one : all) if (one instanceof X509TrustManager usable) return usable;
        return NoTrust.IT;
    }

    private static X509TrustManager standardTrust() throws KeyManagementException {
        try {
            var factory = TrustManagerFactory.getInstance("PKIX", new ParleyProvider());
            factory.init((java.security.KeyStore) null);
            return first(factory.getTrustManagers());
        } catch (NoSuchAlgorithmException | KeyStoreException failure) {
            throw new KeyManagementException("the authorities of the JDK cannot be read: " + failure.getMessage(),
                failure);
        }
    }
}
