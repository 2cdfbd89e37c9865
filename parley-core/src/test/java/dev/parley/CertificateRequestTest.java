package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.extension.StatusRequest;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;

/** What servers ask of a client's certificate. */
class CertificateRequestTest {
    /** GnuTLS sends it. RFC 9846 section 4.5.1.1: "by sending an empty status_request extension". */
    @Test
    void proofOfNoRevocationIsAskedForByAnEmptyExtension() {
        var bytes = Bytes.ofHex("0d00000f00000c00050000000d000400020403");
        var request = (CertificateRequest13) Dialect.TLS13.parse(bytes);
        assertThat(request.extensions().has(StatusRequest.IT)).isTrue();
        assertThat(Dialect.TLS13.encode(request)).isEqualTo(bytes);
    }
}
