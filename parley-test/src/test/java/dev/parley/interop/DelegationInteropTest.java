package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.credential.Credential;
import dev.parley.credential.Delegation;
import dev.parley.credential.PeerChain;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** NSS, the library of Firefox, takes a key that our server's certificate has delegated to. RFC 9345. */
class DelegationInteropTest extends Acquaintance {
    private static final LabAuthority ROOT = LabAuthority.create(KeyKind.P256);
    private static final LabCertificate ISSUED = ROOT.issue(
        Spec.server(Talk.HOST).key(KeyKind.P256).extension(Delegation.DELEGATION_USAGE, false, new byte[]{5, 0}));
    private static final Credential HOLDER = Papers.credential(ISSUED);

    private static Credential delegate(PeerChain.Side role) {
        var pair = KeyKind.P256.generate();
        var now = Instant.now();
        var delegation = Delegation.issue(Cryptography.standard(), HOLDER, role, pair.getPublic(),
            SignatureScheme.ECDSA_SECP256R1_SHA256, now, now.plus(Duration.ofDays(2)));
        return Credential.delegated(HOLDER.chain(), delegation, pair.getPrivate());
    }

    private static Tls server(Credential... credentials) {
        return Tls.server(it -> it.versions(ProtocolVersion.TLS_1_3).credentials(credentials));
    }

    /** Its certificates lie in a data base, which another program makes. */
    private static Path database() throws IOException {
        var directory = Files.createTempDirectory(folder, "nss");
        var authority = papers().write("delegation-root.pem", ISSUED.pemAuthority());
        run("certutil", "-N", "-d", "sql:" + directory, "--empty-password");
        run("certutil", "-A", "-d", "sql:" + directory, "-n", "root", "-t", "C,,", "-i", authority.toString());
        return directory;
    }

    private static void run(String... command) throws IOException {
        try (var program = Program.client(List.of(command), Map.of())) {
            if (program.exitCode() != 0) throw new IOException("did not go well: " + program);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> tstclnt(Path database, int port, String... more) {
        var command =
            new ArrayList<>(List.of("tstclnt", "-d", "sql:" + database, "-h", "127.0.0.1", "-a", Talk.HOST, "-p",
                "" + port, "-V", "tls1.3:tls1.3", "-v"));
        command.addAll(List.of(more));
        return command;
    }

    @Test
    void nssTakesADelegatedKey() throws Exception {
        need("tstclnt");
        var database = database();
        visits(server(delegate(PeerChain.Side.SERVER)), port -> tstclnt(database, port, "-B"), (link, program) -> {
            assertThat(link.facts().serverScheme()).contains(SignatureScheme.ECDSA_SECP256R1_SHA256);
            hear(link, program);
            link.output().write(WORDS);
            assertThat(program.hear(Pattern.compile("Received a Delegated Credential"))).isPresent();
        });
    }

    @Test
    void nssThatTakesNoneGetsTheCertificatesOwn() throws Exception {
        need("tstclnt");
        var database = database();
        visits(server(delegate(PeerChain.Side.SERVER), HOLDER), port -> tstclnt(database, port), (link, program) -> {
            assertThat(link.facts().localChain()).isEqualTo(HOLDER.chain());
            hear(link, program);
        });
    }

    /** As one that our own client would refuse, too. */
    @Test
    void nssRefusesOneForTheOtherRole() throws Exception {
        need("tstclnt");
        var database = database();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> visits(server(delegate(PeerChain.Side.CLIENT)),
            port -> tstclnt(database, port, "-B"), (_, _) -> {}))
            .isInstanceOfAny(ExecutionException.class, CompletionException.class)
            .hasStackTraceContaining("illegal_parameter");
    }
}
