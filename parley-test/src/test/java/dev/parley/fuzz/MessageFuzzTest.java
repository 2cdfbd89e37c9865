package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.id.CertificateType;
import dev.parley.id.KeyExchange;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every codec of a handshake message, and so every extension's: bytes are refused, or mean something that is written as
 * the same bytes again.
 */
class MessageFuzzTest {
    private static final List<Dialect> DIALECTS = List.of(Dialect.HELLO, Dialect.TLS13, Dialect.tls12(KeyExchange.RSA),
        Dialect.tls12(KeyExchange.DHE), Dialect.tls12(KeyExchange.ECDHE),
        Dialect.tls12(KeyExchange.ECDHE, CertificateType.RAW_PUBLIC_KEY));

    @MethodSource("recorded")
    @FuzzTest(maxDuration = "2m")
    void message(byte[] data) throws Exception {
        if (data == null || data.length < 5) return;
        var dialect = DIALECTS.get((data[0] & 0xFF) % DIALECTS.size());
        var bytes = Bytes.of(data).from(1);
        Judge.refusesOrderly(() -> {
            var message = dialect.parse(bytes);
            assertThat(message.toString()).isNotNull();
            var again = dialect.encode(message);
            if (isBare(message) && again.length() == bytes.length() - 2)
                assertThat(again.from(HEADER)).isEqualTo(bytes.slice(HEADER, bytes.length() - 2));
            else assertThat(again).isEqualTo(bytes);
        });
    }

    private static final int HEADER = 4;

    /** An empty list of extensions means what none means, and is left out: its two bytes, and what the header says of them. */
    private static boolean isBare(Handshake message) {
        return switch (message) {
            case ClientHello hello -> hello.extensions().entries().isEmpty();
            case ServerHello hello -> hello.extensions().entries().isEmpty();
            default -> false;
        };
    }

    static Stream<byte[]> recorded() {
        return Stream.of(Recorded.Kind.values()).flatMap(kind -> Recorded.messages(kind).stream()).map(said -> {
            var data = new ByteArrayOutputStream();
            data.write(DIALECTS.indexOf(said.dialect()));
            data.writeBytes(said.bytes().toArray());
            return data.toByteArray();
        });
    }
}
