package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTest {
    static Stream<Arguments> combinations() {
        return Stream.of("TLSv1.3", "TLSv1.2").flatMap(version -> Stream.of(Lab.PARLEY, Lab.JDK)
            .flatMap(client -> Stream.of(Lab.PARLEY, Lab.JDK)
                .flatMap(server -> Stream.of(false, true)
                    .map(mutual -> Arguments.of(version, client, server, mutual)))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void speaksWithItselfAndTheJdk(String version, Provider client, Provider server, boolean mutual) throws Exception {
        var pair = new EnginePair(Lab.context(client, Lab.CLIENT).createSSLEngine("server.example", 443),
            Lab.context(server, Lab.SERVER).createSSLEngine());
        var parameters = pair.client.getSSLParameters();
        parameters.setProtocols(new String[]{version});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[]{"h2", "http/1.1"});
        pair.client.setSSLParameters(parameters);
        var wanted = pair.server.getSSLParameters();
        wanted.setApplicationProtocols(new String[]{"http/1.1"});
        wanted.setNeedClientAuth(mutual);
        pair.server.setSSLParameters(wanted);
        pair.shakeHands();
        assertThat(pair.told).containsExactlyInAnyOrderElementsOf(List.of("client", "server"));
        assertThat(pair.client.getSession().getProtocol()).isEqualTo(version);
        assertThat(pair.server.getSession().getProtocol()).isEqualTo(version);
        assertThat(pair.client.getSession().getCipherSuite()).isEqualTo(pair.server.getSession().getCipherSuite());
        assertThat(pair.client.getApplicationProtocol()).isEqualTo("http/1.1");
        assertThat(pair.server.getApplicationProtocol()).isEqualTo("http/1.1");
        assertThat(pair.client.getSession().getPeerCertificates()[0]).isEqualTo(Lab.SERVER.chain().getFirst());
        if (mutual)
            assertThat(pair.server.getSession().getPeerCertificates()[0]).isEqualTo(Lab.CLIENT.chain().getFirst());
        var text = "word ".repeat(10_000);
        assertThat(EnginePair.carry(pair.client, pair.toServer, pair.server, text)).isEqualTo(text);
        assertThat(EnginePair.carry(pair.server, pair.toClient, pair.client, text)).isEqualTo(text);
    }
}
