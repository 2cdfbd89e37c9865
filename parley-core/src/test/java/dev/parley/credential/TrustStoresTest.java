package dev.parley.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lab.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStoresTest {
    @TempDir
    Path folder;

    @Test
    void theJdkBringsAuthorities() {
        var trust = Trust.jdk();
        assertThat(trust.anchors().certificates()).hasSizeGreaterThan(50);
        assertThat(trust.anchors().toString()).contains("authorities in the JDK's store (").contains("cacerts");
        assertThat(trust.authorities()).hasSizeGreaterThan(50);
        var stranger = Lab.ROOT.issue(Spec.server("example.org"));
        assertThatThrownBy(() -> trust.check(PeerChain.ofServer(Lab.encoded(stranger), "example.org", Instant.now())))
            .hasMessageContaining("UNTRUSTED_CERTIFICATE").hasMessageContaining("cacerts");
    }

    @Test
    void aFileOfAuthorities() throws Exception {
        var issued = Lab.ROOT.issue(Spec.server("example.org"));
        var file = Files.writeString(folder.resolve("roots.pem"), issued.pemAuthority());
        Trust.pem(file).check(PeerChain.ofServer(Lab.encoded(issued), "example.org", Instant.now()));
        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> Trust.pem(file)).isInstanceOf(CredentialFailure.class)
            .hasMessageStartingWith(file + ": ");
    }

    @Test
    void theSystemsBundleIsTheFirstThatIsThere() throws Exception {
        var first = folder.resolve("first.crt").toString();
        var second = Files.writeString(folder.resolve("second.crt"),
            "# comment\n" + Pem.write(List.of(Lab.ROOT.certificate()))
                + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")
            .toString();
        var anchors = SystemAnchors.load("Linux", null, List.of(first, second));
        assertThat(anchors.certificates()).containsExactly(Lab.ROOT.certificate()); // the broken one is passed over
        assertThat(anchors.toString()).contains("the system's bundle (" + second + ")");
        assertThat(SystemAnchors.load("Linux", second, List.of(first)).certificates()).hasSize(1);
        assertThatThrownBy(() -> SystemAnchors.load("Linux", null, List.of(first)))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining(first).hasMessageContaining("ca-certificates");
    }

    @Test
    void aStoreThatThisJdkHasNoDoorTo() {
        assertThatThrownBy(() -> SystemAnchors.load("Windows Server", null, List.of()))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("Windows-ROOT");
    }
}
