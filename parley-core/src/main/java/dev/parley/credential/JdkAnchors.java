package dev.parley.credential;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The authorities that the JDK brings along, found by the rules of its own default trust manager: the system properties
 * {@code javax.net.ssl.trustStore}, {@code …Type} and {@code …Password}, else the file jssecacerts, else cacerts.
 *
 * <p>Read here rather than asked from a TrustManagerFactory, which may be another provider's, in the end Parley's own.
 */
final class JdkAnchors {
    private JdkAnchors() {}

    static Anchors load() {
        var named = System.getProperty("javax.net.ssl.trustStore");
        if (named == null || named.isEmpty()) return read(built(), null, null, "the JDK's store");
        return read(Path.of(named), System.getProperty("javax.net.ssl.trustStoreType"),
            System.getProperty("javax.net.ssl.trustStorePassword"), "the store of javax.net.ssl.trustStore");
    }

    private static Path built() {
        var folder = Path.of(System.getProperty("java.home"), "lib", "security");
        var own = folder.resolve("jssecacerts");
        return own.toFile().exists() ? own : folder.resolve("cacerts");
    }

    private static Anchors read(Path file, String type, String password, String what) {
        var secret = password == null ? null : password.toCharArray();
        try {
            var store = open(file.toFile(), type, secret);
            return new Anchors(what + " (" + file + ")", certificates(store));
        } catch (GeneralSecurityException | IOException failure) {
            throw new CredentialFailure(what + " (" + file + ") cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static KeyStore open(File file, String type, char[] password) throws GeneralSecurityException, IOException {
        if (type == null || type.isEmpty()) return KeyStore.getInstance(file, password);
        var store = KeyStore.getInstance(type);
        try (var in = new FileInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    static List<X509Certificate> certificates(KeyStore store) throws GeneralSecurityException {
        var certificates = new ArrayList<X509Certificate>();
        for (var alias : Collections.list(store.aliases()))
            if (store.getCertificate(alias) instanceof X509Certificate certificate) certificates.add(certificate);
        return certificates;
    }
}
