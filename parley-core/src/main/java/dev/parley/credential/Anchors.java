package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** The certificates where trust begins. RFC 5280 section 6.1.1 (d). Immutable and thread-safe. */
public final class Anchors {
    private final String description;
    private final List<X509Certificate> certificates;
    private final Map<X500Principal, List<X509Certificate>> byName = new HashMap<>();

    /** @param description where they come from, such as {@code the file roots.pem} */
    public Anchors(String description, List<X509Certificate> certificates) {
        this.description = description;
        this.certificates = List.copyOf(certificates);
        for (var certificate : certificates)
            byName.computeIfAbsent(certificate.getSubjectX500Principal(), _ -> new ArrayList<>()).add(certificate);
    }

    static Anchors pem(Path file) {
        return new Anchors("the file " + file, CredentialFile.text(file, Pem::certificates));
    }

    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** Those with this subject, the same authority's old and new keys perhaps. */
    List<X509Certificate> named(X500Principal subject) {
        return byName.getOrDefault(subject, List.of());
    }

    boolean contains(X509Certificate certificate) {
        return named(certificate.getSubjectX500Principal()).contains(certificate);
    }

    List<Bytes> names() {
        return byName.keySet().stream().map(name -> Bytes.own(name.getEncoded())).toList();
    }

    /** {@code the 144 authorities in the file roots.pem}. */
    @Override
    public String toString() {
        return certificates.size() == 1
            ? "the one authority in " + description + " (" + CertificateText.dated(certificates.getFirst()) + ")"
            : "the " + certificates.size() + " authorities in " + description;
    }
}
