package dev.parley.interop;

import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The certificates of both sides, one for each kind of key, as objects and as files. */
final class Papers {
    private static final LabAuthority AUTHORITY = LabAuthority
        .create(Spec.authority("Interop Root").key(KeyKind.P256), LabKeys.reused()).intermediate("Interop Authority");

    private final Path folder;
    private final Path authorityFile;
    private final Map<KeyKind, LabCertificate> servers = new ConcurrentHashMap<>();
    private final Map<KeyKind, LabCertificate> clients = new ConcurrentHashMap<>();

    /** Files as programs want them. @param above what is between the end-entity and the root */
    record Paper(Path chain, Path above, Path key) {}

    private final AtomicInteger number = new AtomicInteger();
    private final Map<LabCertificate, Paper> files = new ConcurrentHashMap<>();

    /** @param folder where files may be written */
    Papers(Path folder) {
        this.folder = folder;
        this.authorityFile = write("authority.pem", server(KeyKind.P256).pemAuthority());
    }

    boolean isIn(Path other) {
        return folder.equals(other);
    }

    LabCertificate server(KeyKind kind) {
        return servers.computeIfAbsent(kind, it -> AUTHORITY.issue(Spec.server(Talk.HOST).key(it)));
    }

    LabCertificate client(KeyKind kind) {
        return clients.computeIfAbsent(kind, it -> AUTHORITY.issue(Spec.client("client").key(it)));
    }

    static Credential credential(LabCertificate issued) {
        return Credential.of(issued.chain(), issued.key());
    }

    static Trust trust() {
        return Trust.of(List.of(AUTHORITY.root()));
    }

    static X509Certificate root() {
        return AUTHORITY.root();
    }

    Paper files(LabCertificate issued) {
        return files.computeIfAbsent(issued, it -> {
            var name = "paper" + number.incrementAndGet();
            var chain = it.pemChain();
            return new Paper(write(name + ".pem", chain),
                write(name + "-above.pem", chain.substring(chain.indexOf("-----BEGIN", 1))),
                write(name + ".key", it.pemKey()));
        });
    }

    /** The root's certificate, which both sides trust. */
    Path authorityFile() {
        return authorityFile;
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
