package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failure.Reason;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;

class EarlyBytesTest {
    @Test
    void noMoreComesThanTheTicketAllows() {
        var bytes = new EarlyBytes();
        bytes.come(new byte[]{1, 2}, 3);
        bytes.come(new byte[]{3}, 3);
        assertThatThrownBy(() -> bytes.come(new byte[]{4}, 3)).hasMessageContaining(Reason.TOO_MUCH_EARLY_DATA.name());
        assertThat(bytes.take()).as("what came before").isEqualTo(Bytes.of((byte) 1, (byte) 2, (byte) 3));
        assertThat(bytes.take().isEmpty()).as("taken once").isTrue();
    }

    @Test
    void noMoreIsSentThanTheTicketAllows() {
        var bytes = new EarlyBytes();
        bytes.sent(2);
        assertThat(bytes.room(3)).isEqualTo(1);
    }
}
