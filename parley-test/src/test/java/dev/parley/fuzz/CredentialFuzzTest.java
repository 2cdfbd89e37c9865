package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Pem;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with certificates and keys. A file that cannot be used ends in a CredentialFailure. */
class CredentialFuzzTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @MethodSource("texts")
    @FuzzTest(maxDuration = "2m")
    void pem(byte[] data) throws Exception {
        if (data == null) return;
        var text = new String(data, StandardCharsets.ISO_8859_1);
        read(() -> assertThat(Pem.certificates(text)).isNotEmpty());
        read(() -> assertThat(Pem.privateKey(text, PASSWORD)).isNotNull());
    }

    @MethodSource("stores")
    @FuzzTest(maxDuration = "2m")
    void pkcs12(byte[] data) throws Exception {
        if (data == null) return;
        var file = Files.createTempFile("fuzz", ".p12");
        try {
            Files.write(file, data);
            read(() -> assertThat(Credential.pkcs12(file, PASSWORD)).isNotNull());
        } finally {
            Files.delete(file);
        }
    }

    private static void read(Judge.Act act) throws Exception {
        Judge.refusesOrderly(() -> {
            try {
                act.run();
            } catch (CredentialFailure refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        });
    }

    static Stream<byte[]> texts() {
        return Stream.of(KeyKind.P256, KeyKind.ED25519, KeyKind.RSA_2048).map(kind -> {
            var issued = Recorded.AUTHORITY.issue(Spec.server("server.example").key(kind));
            return (Pem.write(issued.chain()) + Pem.write(issued.key())).getBytes(StandardCharsets.US_ASCII);
        });
    }

    static Stream<byte[]> stores() throws Exception {
        var issued = Recorded.AUTHORITY.issue(Spec.server("server.example").key(KeyKind.P256));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", issued.key(), PASSWORD, issued.chain().toArray(X509Certificate[]::new));
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        return Stream.of(out.toByteArray());
    }
}
