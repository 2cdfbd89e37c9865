package dev.parley.bench;

import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import java.security.cert.X509Certificate;

/** The certificates of the race, the same for every stack: a root with a P-256 key, and what it has issued. */
final class Papers {
    static final String HOST = "server.example";
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    private static final LabCertificate EC = AUTHORITY.issue(Spec.server(HOST).key(KeyKind.P256));
    private static final LabCertificate RSA = AUTHORITY.issue(Spec.server(HOST).key(KeyKind.RSA_2048));
    private static final LabCertificate PINNED =
        LabAuthority.selfSigned(Spec.server(HOST).key(KeyKind.P256), LabKeys.FRESH);
    static final LabCertificate CLIENT = AUTHORITY.issue(Spec.client("client").key(KeyKind.P256));

    private Papers() {}

    static LabCertificate server(Row row) {
        if (row == Row.PINNED_13) return PINNED;
        return row.hasRsaKey() ? RSA : EC;
    }

    static X509Certificate trusted(Row row) {
        return row == Row.PINNED_13 ? PINNED.chain().getFirst() : AUTHORITY.root();
    }
}
