package dev.parley;

import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.message.ClientHello;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A failure to read a message names the field where it stopped making sense, the innermost. */
@ExtendWith(NoSecretIsLeft.class)
class BrokenFieldTest {
    private static final int SESSION_ID = 4 + 2 + 32;

    private static String field(Class<? extends Handshake> type, UnaryOperator<byte[]> change) {
        var tamper = Tamper.bytes(type, bytes -> Bytes.own(change.apply(bytes.toArray())));
        var lost = (type == ServerHello.class ? Duel.of(TLS13.client(), TLS13.server(), tamper)
            : Duel.of(TLS13.server(), TLS13.client(), tamper)).lost();
        return lost.place().orElseThrow().field();
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        return bytes;
    }

    private static int indexOf(byte[] bytes, String hex) {
        int at = Bytes.own(bytes).hex().indexOf(hex);
        assertThat(at % 2).isZero();
        return at / 2;
    }

    @Test
    void ofTheMessageItself() {
        assertThat(field(ClientHello.class, it -> with(it, SESSION_ID, 33))).isEqualTo("legacy_session_id");
        assertThat(field(ClientHello.class, it -> with(it, SESSION_ID + 33 + 1, it[SESSION_ID + 33 + 1] + 1)))
            .isEqualTo("CipherSuite");
        assertThat(field(Finished.class, it -> {
            var shorter = java.util.Arrays.copyOf(it, it.length);
            shorter[3]--;
            return java.util.Arrays.copyOf(shorter, it.length - 1);
        })).isIn("verify_data", "");
    }

    @Test
    void ofAnExtension() {
        assertThat(field(ClientHello.class, it -> with(it, indexOf(it, "002b000302") + 4, 1))).isEqualTo("versions");
        assertThat(field(ClientHello.class, it -> with(it, indexOf(it, "000d00") + 5, 0xff)))
            .isEqualTo("supported_signature_algorithms");
        assertThat(field(ServerHello.class, it -> with(it, indexOf(it, "00330024") + 7, 0xff)))
            .isEqualTo("key_exchange");
    }
}
