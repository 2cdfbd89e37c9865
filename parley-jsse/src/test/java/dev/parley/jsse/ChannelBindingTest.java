package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ChannelBinding;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that prove themselves inside a connection get at what ties the proof to it. */
class ChannelBindingTest {
    @ParameterizedTest
    @CsvSource({"TLSv1.3, TLS_EXPORTER, true", "TLSv1.2, TLS_EXPORTER, true", "TLSv1.3, TLS_UNIQUE, false",
        "TLSv1.2, TLS_UNIQUE, true", "TLSv1.3, TLS_SERVER_END_POINT, true", "TLSv1.2, TLS_SERVER_END_POINT, true"})
    void bothEndsHaveTheSame(String version, ChannelBinding kind, boolean there) throws Exception {
        var client = Lab.context(Lab.PARLEY, null).createSSLEngine("localhost", 443);
        client.setEnabledProtocols(new String[]{version});
        var pair = new EnginePair(client, Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine()).shakeHands();
        assertThat(binding(pair.client, kind)).isEqualTo(binding(pair.server, kind));
        assertThat(binding(pair.client, kind).isPresent()).isEqualTo(there);
    }

    private static Optional<?> binding(SSLEngine engine, ChannelBinding kind) {
        return ((ParleySession) engine.getSession()).channelBinding(kind);
    }
}
