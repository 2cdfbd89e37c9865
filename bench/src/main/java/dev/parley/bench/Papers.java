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

    /** Made when they are wanted: RSA keys take a while, and their compilation would be counted as somebody else's. */
    private static final class Ec {
        static final LabCertificate SERVER = AUTHORITY.issue(Spec.server(HOST).key(KeyKind.P256));
    }

    private static final class Rsa {
        static final LabCertificate SERVER = AUTHORITY.issue(Spec.server(HOST).key(KeyKind.RSA_2048));
    }

    private static final class Pinned {
        static final LabCertificate SERVER =
            LabAuthority.selfSigned(Spec.server(HOST).key(KeyKind.P256), LabKeys.FRESH);
    }

    private static final class Client {
        static final LabCertificate PAPERS = AUTHORITY.issue(Spec.client("client").key(KeyKind.P256));
    }

    private Papers() {}

    static LabCertificate client() {
        return Client.PAPERS;
    }

    static LabCertificate server(Row row) {
        if (row == Row.PINNED_13) return Pinned.SERVER;
        return row.hasRsaKey() ? Rsa.SERVER : Ec.SERVER;
    }

    static X509Certificate trusted(Row row) {
        return row == Row.PINNED_13 ? Pinned.SERVER.chain().getFirst() : AUTHORITY.root();
    }
}
