package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Bytes;
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
}
