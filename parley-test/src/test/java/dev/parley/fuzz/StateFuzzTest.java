package dev.parley.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.Tls;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.id.ProtocolVersion;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real handshake, in which some bytes of what one side says are altered on the way, though records protect nothing:
 * one target for each family of states.
 */
class StateFuzzTest {
    @MethodSource("alterations")
    @FuzzTest(maxDuration = "2m")
    void server13(byte[] data) throws Exception {
        handshake(ProtocolVersion.TLS_1_3, 0, data);
    }

    @MethodSource("alterations")
    @FuzzTest(maxDuration = "2m")
    void client13(byte[] data) throws Exception {
        handshake(ProtocolVersion.TLS_1_3, 1, data);
    }

    @MethodSource("alterations")
    @FuzzTest(maxDuration = "2m")
    void server12(byte[] data) throws Exception {
        handshake(ProtocolVersion.TLS_1_2, 0, data);
    }

    @MethodSource("alterations")
    @FuzzTest(maxDuration = "2m")
    void client12(byte[] data) throws Exception {
        handshake(ProtocolVersion.TLS_1_2, 1, data);
    }

    /** @param victim whose hearing is disturbed: 0 the server's, 1 the client's; the first byte of data says which flight's */
    private static void handshake(ProtocolVersion version, int victim, byte[] data) throws Exception {
        if (data == null || data.length < 1) return;
        Consumer<TlsSettings> both = it -> it.versions(version).crypto(Transparent.crypto()).trust(Recorded.TRUST)
            .credentials(Recorded.SERVER);
        var clients = Tls.client(both);
        var servers = Tls.server(both.andThen(it -> it.clientAuth(ClientAuth.WANT)));
        int wanted = 2 * (data[0] & 1) + victim;
        try (var client = clients.open("server.example"); var server = servers.open()) {
            for (int flight = 0; client.hasOutput() || server.hasOutput(); flight++) {
                var said = Recorded.drain(flight % 2 == 0 ? client : server);
                if (flight == wanted) said = altered(said, data);
                var heard = said;
                var hearer = flight % 2 == 0 ? server : client;
                Judge.refusesOrderly(() -> Recorded.feed(hearer, heard));
                if (hearer.failure().isPresent() && flight > wanted) return;
            }
        }
    }

    /** Four bytes each: a place, what to do there, and with which value. */
    private static byte[] altered(byte[] said, byte[] data) {
        var bytes = said.clone();
        for (int i = 1; i + 3 < data.length; i += 4) {
            int at = ((data[i] & 0xFF) << 8 | data[i + 1] & 0xFF) % Math.max(1, bytes.length);
            if (bytes.length == 0) return bytes;
            switch (data[i + 2] & 3) {
                case 0 -> bytes[at] = data[i + 3];
                case 1 -> bytes[at] ^= data[i + 3];
                case 2 -> bytes[at] += data[i + 3];
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    static Stream<byte[]> alterations() {
        return IntStream.range(0, 32)
            .mapToObj(i -> new byte[]{(byte) (i & 1), (byte) (i * 37 >> 8), (byte) (i * 37), (byte) (i % 3),
                (byte) (i * 7 + 1)});
    }
}
