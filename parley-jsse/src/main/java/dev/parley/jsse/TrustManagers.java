package dev.parley.jsse;

import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Trust;
import java.io.File;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactorySpi;

/** A {@code TrustManagerFactory}: the JDK's authorities, those of a key store, or a program's own parameters. */
final class TrustManagers extends TrustManagerFactorySpi {
    private CredentialTrust made;

    /** @param store {@code null} for the JDK's authorities */
    @Override
    protected void engineInit(KeyStore store) throws KeyStoreException {
        try {
            var trust = store == null ? Standard.trust() : Trust.of(authorities(store));
            made = new CredentialTrust(() -> trust);
        } catch (CredentialFailure failure) {
            throw new KeyStoreException("problem accessing trust store: " + failure.getMessage(), failure);
        }
    }

    /** The trusted certificates, and those that belong to keys: whoever has the key is to be believed too. */
    private static List<X509Certificate> authorities(KeyStore store) throws KeyStoreException {
        var all = new LinkedHashSet<X509Certificate>();
        for (var alias : Collections.list(store.aliases()))
            if (store.getCertificate(alias) instanceof X509Certificate certificate) all.add(certificate);
        return new ArrayList<>(all);
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        if (!(parameters instanceof CertPathTrustManagerParameters those)
            || !(those.getParameters() instanceof PKIXBuilderParameters building))
            throw new InvalidAlgorithmParameterException(
                "Parameters must be CertPathTrustManagerParameters with PKIXBuilderParameters");
        var trust = new BuiltTrust(building);
        made = new CredentialTrust(() -> trust);
    }

    @Override
    protected TrustManager[] engineGetTrustManagers() {
        if (made == null) throw new IllegalStateException("TrustManagerFactoryImpl is not initialized");
        return new TrustManager[]{made};
    }

    /** The JDK's authorities, read once as long as the properties and the file are the same. */
    private static final class Standard {
        private record Source(String store, String type, String password, long changed) {
            static Source now() {
                var store = System.getProperty("javax.net.ssl.trustStore", "");
                var file = store.isEmpty()
                    ? Path.of(System.getProperty("java.home"), "lib", "security", "cacerts").toFile() : new File(store);
                return new Source(store, System.getProperty("javax.net.ssl.trustStoreType"),
                    System.getProperty("javax.net.ssl.trustStorePassword"), file.lastModified());
            }
        }

        private record Read(Source from, Trust trust) {}

        private static volatile Read last;

        static Trust trust() {
            var now = Source.now();
            var known = last;
            if (known != null && known.from.equals(now)) return known.trust;
            var trust = Trust.jdk();
            last = new Read(now, trust);
            return trust;
        }
    }
}
