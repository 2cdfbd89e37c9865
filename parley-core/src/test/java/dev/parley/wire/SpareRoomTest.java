package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpareRoomTest {
    private static final Codec<Bytes> LONG = Codec.opaque(0, 0xFFFF);

    @Test
    void whatIsWrittenStaysWhatItWas() {
        var first = LONG.encode(Bytes.of(new byte[]{1, 2, 3}));
        LONG.encode(Bytes.of(new byte[]{9, 9, 9, 9, 9}));
        assertThat(first).isEqualTo(Bytes.ofHex("0003 010203"));
    }

    /** What one message left there must not come out of a writer that was only opened. */
    @Test
    void roomIsWipedBeforeAnotherHasIt() {
        var secret = new byte[1000];
        java.util.Arrays.fill(secret, (byte) 7);
        for (int i = 0; i < 100; i++) {
            LONG.encode(Bytes.of(secret));
            assertThat(new Peek().encode("").toArray()).containsOnly(0);
        }
    }

    /** Leaves room for a length without filling it in. */
    private static final class Peek implements Codec<String> {
        @Override
        public String read(In in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(String value, Out out) {
            for (int i = 0; i < 600; i++) out.open(3);
        }

        @Override
        public String type() {
            return "peek";
        }
    }

    @Test
    void longOnesAndThoseThatFailLeaveNothingBehind() {
        var big = Bytes.own(new byte[5000]);
        assertThat(LONG.encode(big).length()).isEqualTo(5002);
        assertThatThrownBy(() -> LONG.encode(Bytes.own(new byte[70_000]))).isInstanceOf(IllegalArgumentException.class);
        assertThat(LONG.encode(Bytes.EMPTY)).isEqualTo(Bytes.ofHex("0000"));
    }

    @Test
    void manyThreadsWriteAtOnce() {
        assertThat(IntStream.range(0, 5000).parallel().allMatch(i -> {
            var content = new byte[i % 700];
            java.util.Arrays.fill(content, (byte) i);
            return LONG.encode(Bytes.of(content)).from(2).equals(Bytes.of(content));
        })).isTrue();
    }
}
