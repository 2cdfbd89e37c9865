package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not speak TLS is told from its first bytes, as soon as they suffice and no sooner. */
class NotTlsTest {
    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer hex(String bytes) {
        return ByteBuffer.wrap(Bytes.ofHex(bytes).toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request, HTTP server", "GET / HTTP/1.1, HTTP client", "POST / HTTP/1.1, HTTP client",
        "HEAD / HTTP/1.1, HTTP client", "PUT /x HTTP/1.1, HTTP client", "OPTIONS * HTTP/1.1, HTTP client",
        "CONNECT a:1 HTTP/1.1, proxy", "PRI * HTTP/2.0, HTTP/2 client", "220 mail.example ESMTP, STARTTLS",
        "* OK ready, IMAP server", "+OK ready, POP3 server", "SSH-2.0-x, SSH server", "<?xml version='1.0'?>, XMPP",
        "EHLO there, something else than TLS"})
    void isCalledByItsName(String begin, String name) {
        assertThatThrownBy(() -> NotTls.check(text(begin), true)).hasMessageContaining("NOT_TLS")
            .hasMessageContaining(name).hasMessageContaining("\"" + begin.substring(0, Math.min(16, begin.length())));
    }

    /** What may still become something known is waited for; what cannot is refused at once. */
    @Test
    void isNotJudgedTooSoon() {
        for (var begin : new String[]{"G", "GE", "GET", "H", "HT", "HE", "2", "22", "* O", "SSH"})
            assertThat(NotTls.check(text(begin), true)).as(begin).isEqualTo(-1);
        for (var never : new String[]{"X", "GX", "HEX", "221"})
            assertThatThrownBy(() -> NotTls.check(text(never), true)).as(never).hasMessageContaining("something else");
        assertThatThrownBy(() -> NotTls.check(text("GET "), true)).hasMessageContaining("HTTP client");
    }

    /** RFC 6176 section 3: the hello of SSL 2.0 has a length with its highest bit set, and says that it is a hello. */
    @Test
    void ssl2IsKnownToo() {
        assertThatThrownBy(() -> NotTls.check(hex("802e0100020015"), true)).hasMessageContaining("SSL 2.0")
            .hasMessageContaining("802e0100020015");
        for (var other : new String[]{"802e0200020015", "402e0100020015", "802e0000"})
            assertThatThrownBy(() -> NotTls.check(hex(other), true)).as(other).hasMessageContaining("something else");
    }

    /** What cannot be printed is shown as bytes, all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"00010203", "7f303030", "30311f30", "30300130"})
    void isShownAsBytesIfItIsNoText(String bytes) {
        assertThatThrownBy(() -> NotTls.check(hex(bytes), true)).hasMessageContaining("began with " + bytes);
    }

    @Test
    void aTextIsShownAsOne() {
        assertThatThrownBy(() -> NotTls.check(text(" ~!\r\n"), true)).hasMessageContaining("\"~!\"");
    }

    /** The first two bytes of a record tell: a type that there is, and 3, whatever the smaller version. */
    @Test
    void recordsOfTlsAreLeftAlone() {
        assertThat(NotTls.check(ByteBuffer.allocate(0), true)).isEqualTo(-1);
        for (var begin : new String[]{"14", "17", "1403", "150301", "16030100ff", "170304"})
            for (boolean first : new boolean[]{true, false})
                assertThat(NotTls.check(hex(begin), first)).as(begin).isEqualTo(-1);
        assertThat(NotTls.check(hex("ffff1603").position(2), true)).as("from where the buffer stands").isEqualTo(-1);
    }

    /** Later there is nothing to guess: a stream that was TLS is no more. */
    @ParameterizedTest
    @CsvSource({"13, 'type 19, version byte -1'", "18, 'type 24, version byte -1'", "1302, 'type 19, version byte 2'",
        "1702, 'type 23, version byte 2'", "18ff, 'type 24, version byte 255'", "4745, 'type 71, version byte 69'"})
    void laterItIsOnlyRefused(String bytes, String said) {
        assertThatThrownBy(() -> NotTls.check(hex(bytes), false)).hasMessageContaining("NOT_TLS")
            .hasMessageContaining("record " + said);
    }
}
