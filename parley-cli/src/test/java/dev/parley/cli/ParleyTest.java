package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ParleyTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void versionGoesToStandardOutput() {
        assertThat(run("--version")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("parley ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void cryptographyInForceIsToldByPrimitive() {
        assertThat(run("--crypto")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("cryptography: " + Cryptography.standard().name())
            .contains("AES-GCM: ", "X25519: ", "ECDSA: ", "RSA: ", "ChaCha20-Poly1305, hashes, HMAC, ML-KEM: SunJCE ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpListsTheExitCodes() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Exit codes:", "the handshake or the connection failed");
    }

    @Test
    void noCommandIsAMistakeOfUsage() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("name a command", "Usage: parley");
    }

    @Test
    void unknownOptionIsAMistakeOfUsage() {
        assertThat(run("--no-such-option")).isEqualTo(ExitCode.USAGE);
    }

    private int run(String... args) {
        return Parley.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    }
}
