package dev.parley.jsse.it;

import dev.parley.lab.LabCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Somebody who shows a certificate and trusts the lab's authority, in each of the shapes that programs want to have it in.
 *
 * @param certificate {@code null} for somebody who shows none
 */
record Identity(LabCertificate certificate) {
    static final char[] PASSWORD = "lab".toCharArray();

    /** A new context: who opens two has no sessions in common. */
    SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS", Lab.PROVIDER);
            context.init(keys().getKeyManagers(), trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    KeyManagerFactory keys() {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX", Lab.PROVIDER);
            keys.init(certificate == null ? null : keyStore(), PASSWORD);
            return keys;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    TrustManagerFactory trust() {
        try {
            var trust = TrustManagerFactory.getInstance("PKIX", Lab.PROVIDER);
            trust.init(trustStore());
            return trust;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    X509TrustManager trustManager() {
        return (X509TrustManager) trust().getTrustManagers()[0];
    }

    KeyStore keyStore() {
        return store(store -> store.load(new ByteArrayInputStream(certificate.pkcs12(PASSWORD)), PASSWORD));
    }

    KeyStore trustStore() {
        return store(store -> {
            store.load(null, null);
            store.setCertificateEntry("authority", Lab.AUTHORITY.root());
        });
    }

    private interface Filling {
        void fill(KeyStore store) throws GeneralSecurityException, IOException;
    }

    private static KeyStore store(Filling filling) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            filling.fill(store);
            return store;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
