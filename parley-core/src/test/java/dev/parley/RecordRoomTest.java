package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 16 KB are room enough for the longest record, whatever padding, type and tag it has besides. */
class RecordRoomTest extends SessionLab {
    static Stream<List<CipherSuite>> suites() {
        return Stream.of(CipherSuite.ALL_13.subList(0, 1),
            CipherSuite.ALL_12.stream().filter(suite -> suite.name().startsWith("TLS_ECDHE_ECDSA_WITH_AES_128_CBC"))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("suites")
    void longestRecord(List<CipherSuite> suites) {
        var version = suites.getFirst().isFor13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
        var client = client(version, it -> it.crypto(Cryptography.jdk()).suites(suites).adaptiveRecords(false));
        try (var pair = Pair.of(client, server(version, it -> it.suites(suites)))) {
            var net = ByteBuffer.allocate(1 << 15);
            assertThat(pair.client.seal(ByteBuffer.allocate(1 << 14), net)).isEqualTo(1 << 14);
            var app = ByteBuffer.allocate(1 << 14);
            assertThat(pair.server.feed(net.flip(), app)).isEqualTo(Connection.Fed.MORE_INPUT);
            assertThat(app.position()).isEqualTo(1 << 14);
        }
    }
}
