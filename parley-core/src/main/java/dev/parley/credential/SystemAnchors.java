package dev.parley.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The operating system's authorities: a bundle in one of the usual places, or the store that the JDK has a door to. */
final class SystemAnchors {
    /** In this order; the first that exists is taken. */
    private static final List<String> BUNDLES = List.of(
        "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Alpine, Arch
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, Red Hat
        "/etc/pki/tls/certs/ca-bundle.crt", // their older releases
        "/etc/ssl/ca-bundle.pem", // SUSE
        "/etc/ssl/cert.pem", // OpenBSD, FreeBSD, macOS
        "/usr/local/share/certs/ca-root-nss.crt"); // FreeBSD's port

    private SystemAnchors() {}

    static Anchors load() {
        return load(System.getProperty("os.name", ""), System.getenv("SSL_CERT_FILE"), BUNDLES);
    }

    /** @param named the file that OpenSSL's environment variable names, or null; it goes before all */
    static Anchors load(String system, String named, List<String> bundles) {
        var name = system.toLowerCase(Locale.ROOT);
        if (named == null && name.startsWith("windows")) return store("Windows-ROOT");
        if (named == null && name.startsWith("mac")) return store("KeychainStore-ROOT");
        var places = Stream.concat(Optional.ofNullable(named).stream(), bundles.stream()).map(Path::of).toList();
        return places.stream().filter(Files::isRegularFile).findFirst().map(SystemAnchors::bundle)
            .orElseThrow(() -> new CredentialFailure("no bundle of authorities found; looked for " + places
                + "; install the system's ca-certificates, or name a file"));
    }

    /** One certificate that the JDK does not like must not take all others away. */
    private static Anchors bundle(Path file) {
        var certificates = new ArrayList<X509Certificate>();
        for (var encoded : CredentialFile.text(file, Pem::encodedCertificates)) {
            try {
                certificates.add(CertificateText.parse(encoded));
            } catch (CertificateException failure) {
                System.getLogger("dev.parley.credential").log(System.Logger.Level.DEBUG, "passed over in " + file,
                    failure);
            }
        }
        return new Anchors("the system's bundle (" + file + ")", certificates);
    }

    private static Anchors store(String type) {
        try {
            var store = KeyStore.getInstance(type);
            store.load(null, null);
            return new Anchors("the system's store (" + type + ")", JdkAnchors.certificates(store));
        } catch (GeneralSecurityException | IOException failure) {
            throw new CredentialFailure("the system's store (" + type + ") cannot be read: " + failure.getMessage(),
                failure);
        }
    }
}
