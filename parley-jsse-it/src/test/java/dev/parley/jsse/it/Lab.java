package dev.parley.jsse.it;

import dev.parley.jsse.ParleyProvider;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates, and contexts of Parley with them. */
final class Lab {
    static final Provider PARLEY = new ParleyProvider();
    static final char[] PASSWORD = "lab".toCharArray();
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    static final LabCertificate SERVER = AUTHORITY.issue(Spec.server("localhost").addresses("127.0.0.1"));
    static final LabCertificate OTHER_HOST = AUTHORITY.issue(Spec.server("elsewhere.example"));
    static final LabCertificate CLIENT = AUTHORITY.issue(Spec.client("Ada"));
    private static final LabAuthority STRANGE = LabAuthority.create(KeyKind.P256);
    static final LabCertificate STRANGE_SERVER = STRANGE.issue(Spec.server("localhost").addresses("127.0.0.1"));
    static final LabCertificate STRANGE_CLIENT = STRANGE.issue(Spec.client("Mallory"));

    private Lab() {}

    static SSLContext server() {
        return context(SERVER);
    }

    static SSLContext client() {
        return context(null);
    }

    /** Shows this certificate, or none, and trusts the lab's authority. */
    static SSLContext context(LabCertificate own) {
        try {
            var context = SSLContext.getInstance("TLS", PARLEY);
            var keys = KeyManagerFactory.getInstance("PKIX", PARLEY);
            keys.init(own == null ? null : keys(own), PASSWORD);
            context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static TrustManagerFactory trust() {
        try {
            var trust = TrustManagerFactory.getInstance("PKIX", PARLEY);
            trust.init(trusted());
            return trust;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static KeyStore keys(LabCertificate own) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(own.pkcs12(PASSWORD)), PASSWORD);
            return store;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static KeyStore trusted() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", AUTHORITY.root());
            return store;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
