package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.id.CertificateType;
import dev.parley.id.KeyExchange;
import dev.parley.message.Dialect;
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
            assertThat(dialect.encode(message)).isEqualTo(bytes);
        });
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
