package dev.parley.cli;

import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates and keys as files. */
record LabFiles(Path authority, Path chain, Path key, Path client) {
    private static final LabAuthority AUTHORITY =
        LabAuthority.create(Spec.authority("Parley Lab Authority").key(KeyKind.P256), LabKeys.reused());

    static LabFiles in(Path folder) throws IOException {
        var server = server();
        var client = AUTHORITY.issue(Spec.client("Alice"));
        return new LabFiles(Files.writeString(folder.resolve("ca.pem"), server.pemAuthority()),
            Files.writeString(folder.resolve("server.pem"), server.pemChain()),
            Files.writeString(folder.resolve("server.key"), server.pemKey()),
            Files.writeString(folder.resolve("client.pem"), client.pemChain() + client.pemKey()));
    }

    /** For this machine. */
    static LabCertificate server() {
        return AUTHORITY.issue(Spec.server("localhost").addresses("127.0.0.1", "::1"));
    }
}
