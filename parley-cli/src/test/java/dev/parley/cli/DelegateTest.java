package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.credential.Delegation;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a few days from the command line: made, shown and taken. RFC 9345. */
class DelegateTest {
    @TempDir
    Path folder;
    private Path chain;
    private Path key;
    private Path authority;
    private Path delegated;

    @BeforeEach
    void files() throws IOException {
        var issued = LabAuthority.create(KeyKind.P256).issue(
            Spec.server("localhost").extension(Delegation.DELEGATION_USAGE, false, new byte[]{5, 0}));
        chain = Files.writeString(folder.resolve("chain.pem"), issued.pemChain());
        key = Files.writeString(folder.resolve("key.pem"), issued.pemKey());
        authority = Files.writeString(folder.resolve("ca.pem"), issued.pemAuthority());
        delegated = folder.resolve("delegated.pem");
    }

    private Ran delegate(String... more) {
        var args = new java.util.ArrayList<>(List.of("delegate", "--lang", "en", "--cert", chain.toString(), "--key",
            key.toString()));
        args.addAll(List.of(more));
        return Ran.of(args.toArray(String[]::new));
    }

    private Ran connect(Serving server, String... more) {
        var args = new java.util.ArrayList<>(List.of("connect", server.address(), "--lang", "en", "--ca",
            authority.toString(), "-v"));
        args.addAll(List.of(more));
        return Ran.piping("signed", args.toArray(String[]::new));
    }

    @Test
    void isMadeShownAndTaken() throws Exception {
        assertThat(delegate("--days", "2", "--out", delegated.toString()).code()).isZero();
        try (var server = Serving.of("--cert", chain.toString(), "--delegated", delegated.toString(), "--key",
            key.toString(), "--echo")) {
            var taken = connect(server, "--delegated");
            assertThat(taken.text()).isEqualTo("signed");
            assertThat(taken.err()).contains("delegated key for", "one it delegated to, good until");
            assertThat(connect(server).err()).contains("CertificateVerify").doesNotContain("delegated key for");
        }
        try (var edge = Serving.of("--cert", chain.toString(), "--delegated", delegated.toString(), "--echo")) {
            assertThat(connect(edge, "--delegated").text()).isEqualTo("signed");
            assertThat(connect(edge).code()).as("the certificate's own key is not here").isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void whatCannotBeIsAMatterOfUsage() throws IOException {
        assertThat(delegate("--days", "8").code()).isEqualTo(ExitCode.USAGE);
        var plain = LabAuthority.create(KeyKind.P256).issue(Spec.server("localhost"));
        Files.writeString(chain, plain.pemChain());
        Files.writeString(key, plain.pemKey());
        var ran = delegate();
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("DelegationUsage");
        assertThat(Ran.of("serve", "--port", "0", "--delegated", delegated.toString()).code())
            .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void demonstrationTellsOfIt() {
        var ran = Ran.of("demo", "--delegated", "--lang", "en");
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("by a key that it has delegated to", "counts until");
        assertThat(Ran.of("demo", "--delegated", "--lang", "zh").flat()).contains("委托密钥");
        assertThat(Ran.of("demo", "--delegated", "--tls", "1.2").code()).isEqualTo(ExitCode.USAGE);
    }
}
