package dev.parley.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as OpenSSL writes them. Skipped where there is no openssl, but not in CI. */
class OpenSslFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void isThere() {
        boolean found = finds();
        assertThat(found || System.getenv("CI") == null).as("CI must have openssl").isTrue();
        assumeTrue(found, "openssl is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256", "ec -pkeyopt ec_paramgen_curve:P-384",
        "ed25519", "ed448", "rsa-pss -pkeyopt rsa_keygen_bits:2048"})
    void requestedCertificates(String kind) throws Exception {
        var arguments =
            ("req -x509 -nodes -subj /CN=example.org -addext subjectAltName=DNS:example.org -days 2 -keyout key.pem"
                + " -out cert.pem -newkey " + kind).split(" ");
        openssl(arguments);
        var credential = Credential.pem(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        assertThat(credential.covers("example.org")).isTrue();
        assertThat(credential.schemes(true)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-aes128", "-aes-192-cbc", "-aes256", "-des3"})
    void encryptedKeys(String cipher) throws Exception {
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "plain.pem");
        openssl("pkey", "-in", "plain.pem", cipher, "-passout", "pass:pässword", "-out", "key.pem");
        var plain = Pem.privateKey(read("plain.pem"));
        assertThat(Pem.privateKey(read("key.pem"), "pässword".toCharArray())).isEqualTo(plain);
        assertThatThrownBy(() -> Pem.privateKey(read("key.pem")))
            .hasMessage("line 1: the key is encrypted: give a password");
        assertThatThrownBy(() -> Pem.privateKey(read("key.pem"), "wrong".toCharArray()))
            .hasMessage("line 1: the password does not open the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA384", "hmacWithSHA512"})
    void everyFunctionForThePassword(String function) throws Exception {
        openssl("genpkey", "-algorithm", "ED25519", "-out", "plain.pem");
        openssl("pkcs8", "-topk8", "-in", "plain.pem", "-v2", "aes-256-cbc", "-v2prf", function, "-passout",
            "pass:secret",
            "-out", "key.pem");
        assertThat(Pem.privateKey(read("key.pem"), "secret".toCharArray()))
            .isEqualTo(Pem.privateKey(read("plain.pem")));
    }

    @Test
    void whatIsNotSupportedSaysHowToConvert() throws Exception {
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "plain.pem");
        openssl("pkcs8", "-topk8", "-in", "plain.pem", "-scrypt", "-passout", "pass:secret", "-out", "scrypt.pem");
        openssl("pkcs8", "-topk8", "-in", "plain.pem", "-v1", "PBE-SHA1-3DES", "-passout", "pass:secret", "-out",
            "old.pem");
        openssl("rsa", "-in", "plain.pem", "-traditional", "-aes256", "-passout", "pass:secret", "-out", "oldest.pem");
        for (var file : List.of("scrypt.pem", "old.pem", "oldest.pem"))
            assertThatThrownBy(() -> Pem.privateKey(read(file), "secret".toCharArray())).as(file)
                .isInstanceOf(CredentialFailure.class).hasMessageContaining("openssl pkcs8 -topk8");

        // …and what the message says works.
        openssl("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-in", "oldest.pem", "-passin", "pass:secret", "-passout",
            "pass:secret", "-out", "new.pem");
        assertThat(Pem.privateKey(read("new.pem"), "secret".toCharArray()))
            .isEqualTo(Pem.privateKey(read("plain.pem")));
    }

    @Test
    void traditionalKeys() throws Exception {
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "plain.pem");
        openssl("rsa", "-in", "plain.pem", "-traditional", "-out", "rsa.pem");
        assertThat(read("rsa.pem")).contains("BEGIN RSA PRIVATE KEY");
        assertThat(Pem.privateKey(read("rsa.pem"))).isEqualTo(Pem.privateKey(read("plain.pem")));

        openssl("ecparam", "-name", "secp384r1", "-genkey", "-out", "ec.pem");
        assertThat(read("ec.pem")).contains("BEGIN EC PARAMETERS", "BEGIN EC PRIVATE KEY");
        openssl("pkcs8", "-topk8", "-nocrypt", "-in", "ec.pem", "-out", "ec8.pem");
        assertThat(((ECPrivateKey) Pem.privateKey(read("ec.pem"))).getS())
            .isEqualTo(((ECPrivateKey) Pem.privateKey(read("ec8.pem"))).getS());
    }

    @Test
    void pkcs12() throws Exception {
        openssl("req", "-x509", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=example.org", "-days", "2", "-keyout",
            "key.pem",
            "-out", "cert.pem");
        openssl("pkcs12", "-export", "-in", "cert.pem", "-inkey", "key.pem", "-name", "mine", "-passout", "pass:secret",
            "-out", "store.p12");
        var credential = Credential.pkcs12(folder.resolve("store.p12"), "secret".toCharArray());
        assertThat(credential.key()).isEqualTo(Pem.privateKey(read("key.pem")));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private void openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s said: %s", command, said).isZero();
    }

    private static boolean finds() {
        try {
            return new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException | InterruptedException _) {
            return false;
        }
    }
}
