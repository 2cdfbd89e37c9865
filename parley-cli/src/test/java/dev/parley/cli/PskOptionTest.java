package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** How a key is given that both sides have: RFC 4279 section 5.4. */
class PskOptionTest {
    private final Converters.Psk option = new Converters.Psk();

    @Test
    void inHexadecimalOrAsAText() {
        var hex = option.convert("lamp:7:" + "0a".repeat(64));
        assertThat(hex.identity()).isEqualTo(Bytes.ofText("lamp:7"));
        assertThat(hex.key().<Bytes>use(Bytes::of)).isEqualTo(Bytes.ofHex("0a".repeat(64)));
        var text = option.convert("lamp:7:\"a secret: of letters\"");
        assertThat(text.identity()).isEqualTo(Bytes.ofText("lamp:7"));
        assertThat(text.key().<Bytes>use(Bytes::of)).isEqualTo(Bytes.ofText("a secret: of letters"));
        assertThat(option.convert("\u706f".repeat(128) + ":" + "00".repeat(16)).identity().length())
            .isEqualTo(3 * 128);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"lamp", ":00112233445566778899aabbccddeeff", "lamp:0011", "lamp:\"", "lamp:\"short\"", "lamp:xy"})
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> option.convert(text)).isInstanceOf(TypeConversionException.class);
    }

    private static final String KEY = "lamp:" + "0a".repeat(32);

    private static Ran connect(Serving server, String... more) {
        var args = new ArrayList<>(List.of("connect", server.address(), "--lang", "en", "-v"));
        args.addAll(List.of(more));
        return Ran.piping("light", args.toArray(String[]::new));
    }

    /** Nobody trusts the certificate that this server has, so it is the key that proves it. */
    @Test
    void whoeverHasTheKeyNeedsNoCertificate() throws Exception {
        try (var server = Serving.of("--echo", "--name", "localhost", "--psk", KEY)) {
            var ran = connect(server, "--psk", KEY);
            assertThat(ran.err()).doesNotContain("CertificateVerify");
            assertThat(ran.text()).isEqualTo("light");
            assertThat(connect(server, "--psk", "lamp:" + "0b".repeat(32)).code()).isEqualTo(ExitCode.FAILED);
            assertThat(connect(server, "--psk", "moon:" + "0a".repeat(32)).err()).contains("UNTRUSTED_CERTIFICATE");
        }
    }

    @Test
    void onlyTheSuitesThatAreNamed() throws Exception {
        try (var server = Serving.of("--echo", "--name", "localhost", "--psk", KEY, "--suite",
            "TLS_AES_128_GCM_SHA256,TLS_CHACHA20_POLY1305_SHA256")) {
            var ran = connect(server, "--psk", KEY, "--suite", "TLS_CHACHA20_POLY1305_SHA256");
            assertThat(ran.text()).isEqualTo("light");
            assertThat(server.await("(TLS_CHACHA20_POLY1305_SHA256)")).isNotEmpty();
            assertThat(connect(server, "--psk", KEY, "--suite", "TLS_AES_256_GCM_SHA384").code())
                .isEqualTo(ExitCode.FAILED);
        }
        assertThat(Ran.of("connect", "localhost:1", "--suite", "nonsense").code()).isEqualTo(ExitCode.USAGE);
    }
}
