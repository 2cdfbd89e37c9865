package dev.parley.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.Connection;
import dev.parley.Tls;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Raw bytes from the network, to a server and to a client that has said its hello. */
class CarrierFuzzTest {
    private static final Tls SERVER = Tls.server(it -> it.credentials(Recorded.SERVER));
    private static final Tls CLIENT = Tls.client(it -> it.trust(Recorded.TRUST));

    @MethodSource("fromClients")
    @FuzzTest(maxDuration = "2m")
    void server(byte[] data) throws Exception {
        if (data == null) return;
        try (var connection = SERVER.open()) {
            hear(connection, data);
        }
    }

    @MethodSource("fromServers")
    @FuzzTest(maxDuration = "2m")
    void client(byte[] data) throws Exception {
        if (data == null) return;
        try (var connection = CLIENT.open("server.example")) {
            hear(connection, data);
        }
    }

    private static void hear(Connection connection, byte[] data) throws Exception {
        Judge.refusesOrderly(() -> {
            Recorded.feed(connection, data);
            connection.inputEnded();
        });
        Recorded.drain(connection);
    }

    static Stream<byte[]> fromClients() {
        return Stream.concat(said(0), Captures.streams(true));
    }

    static Stream<byte[]> fromServers() {
        return Stream.concat(said(1), Captures.streams(false));
    }

    private static Stream<byte[]> said(int first) {
        return Stream.of(Recorded.Kind.values()).map(kind -> {
            var all = new ByteArrayOutputStream();
            var flights = Recorded.flights(kind);
            for (int i = first; i < flights.size(); i += 2) all.writeBytes(flights.get(i));
            return all.toByteArray();
        });
    }
}
