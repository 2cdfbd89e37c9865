package dev.parley.explain.attach;

import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Contexts of the JDK's own provider, watched. */
final class SunLab {
    static final String HOST = "localhost";
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    static final LabCertificate SERVER = AUTHORITY.issue(Spec.server(HOST).addresses("127.0.0.1"));
    static final LabCertificate CLIENT = AUTHORITY.issue(Spec.client("Alice"));
    static final LabCertificate STRANGER = LabAuthority.create(KeyKind.P256).issue(Spec.server(HOST));
    private static final char[] PASSWORD = "lab".toCharArray();

    private SunLab() {}

    static SSLContext sun() throws Exception {
        return SSLContext.getInstance("TLS", "SunJSSE");
    }

    static SSLContext server(Explain how, LabCertificate shown) throws Exception {
        return init(how.context(sun()), shown);
    }

    static SSLContext client(Explain how) throws Exception {
        return init(how.context(sun()), null);
    }

    /** Trusts the lab's authority. @param shown null for none */
    static SSLContext init(SSLContext context, LabCertificate shown) throws Exception {
        context.init(keys(shown), trust(), null);
        return context;
    }

    static KeyManager[] keys(LabCertificate shown) throws Exception {
        if (shown == null) return null;
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(shown.pkcs12(PASSWORD)), PASSWORD);
        var factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", AUTHORITY.root());
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }
}
