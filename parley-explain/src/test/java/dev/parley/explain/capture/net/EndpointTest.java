package dev.parley.explain.capture.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;

/** Addresses as RFC 5952 writes them. */
class EndpointTest {
    @Test
    void ipv6IsWrittenShort() {
        assertThat(text("20010db8000000000000000000000001")).isEqualTo("2001:db8::1");
        assertThat(text("00000000000000000000000000000000")).isEqualTo("::");
        assertThat(text("00000000000000000000000000000001")).isEqualTo("::1");
        assertThat(text("fe800000000000000000000000000000")).isEqualTo("fe80::");
        assertThat(text("20010db8000000010001000100010001")).as("a single zero stays")
            .isEqualTo("2001:db8:0:1:1:1:1:1");
        assertThat(text("20010db8000000000001000000000001")).as("the first of two").isEqualTo("2001:db8::1:0:0:1");
        assertThat(text("20010000000000010000000000000001")).as("the longer").isEqualTo("2001:0:0:1::1");
    }

    private static String text(String hex) {
        return new Endpoint(Bytes.ofHex(hex), 443).addressText();
    }
}
