package dev.parley.credential;

import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.util.List;

/** What the tests of this package share: one authority of each kind, and certificates in our own forms. */
final class Lab {
    static final LabKeys KEYS = LabKeys.reused();
    static final LabAuthority ROOT = authority("Parley Test Root", KeyKind.P256);

    private Lab() {}

    static LabAuthority authority(String name, KeyKind kind) {
        return LabAuthority.create(Spec.authority(name).key(kind), KEYS);
    }

    static Credential credential(LabCertificate certificate) {
        return Credential.ofDer(encoded(certificate), certificate.key());
    }

    static List<Bytes> encoded(LabCertificate certificate) {
        return certificate.encodedChain().stream().map(Bytes::own).toList();
    }
}
