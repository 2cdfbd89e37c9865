package dev.parley.jsse;

import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and contexts for the tests, on Parley or on the JDK's own provider. */
final class Lab {
    static final Provider PARLEY = new ParleyProvider();
    static final Provider JDK = Security.getProvider("SunJSSE");
    static final char[] PASSWORD = "lab".toCharArray();
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    static final LabCertificate SERVER =
        AUTHORITY.issue(Spec.server("localhost", "server.example").addresses("127.0.0.1"));
    static final LabCertificate CLIENT = AUTHORITY.issue(Spec.client("client"));
    static final LabCertificate STRANGER =
        LabAuthority.create(KeyKind.P256).issue(Spec.server("localhost", "server.example").addresses("127.0.0.1"));

    private Lab() {}

    static KeyStore keys(LabCertificate certificate) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(certificate.pkcs12(PASSWORD)), PASSWORD);
        return store;
    }

    static KeyStore trust(LabCertificate certificate) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", certificate.authority());
        return store;
    }

    /** A context that shows this certificate, and trusts the lab's authority. */
    static SSLContext context(Provider provider, LabCertificate own) {
        return context(provider, own, SERVER);
    }

    /** @param own may be {@code null}; @param trusted its authority is believed */
    static SSLContext context(Provider provider, LabCertificate own, LabCertificate trusted) {
        try {
            var context = SSLContext.getInstance("TLS", provider);
            var keys = KeyManagerFactory.getInstance("PKIX", provider);
            keys.init(own == null ? null : keys(own), PASSWORD);
            var trust = TrustManagerFactory.getInstance("PKIX", provider);
            trust.init(trust(trusted));
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
