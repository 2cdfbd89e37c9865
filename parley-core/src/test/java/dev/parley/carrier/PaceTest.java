package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of application data are short first and long later. */
class PaceTest {
    private static final int MOST = 1 << 14;
    private long now = 5;
    private final Pace pace = new Pace(() -> now);

    private List<Integer> cut(int bytes) {
        var lengths = new ArrayList<Integer>();
        for (int left = bytes; left > 0; left -= lengths.getLast()) lengths.add(pace.next(left, MOST));
        return lengths;
    }

    @Test
    void recordsGrowByOnePacketEach() {
        assertThat(cut(200_000))
            .startsWith(1_400, 2_800, 4_200, 5_600, 7_000, 8_400, 9_800, 11_200, 12_600, 14_000, 15_400,
                MOST, MOST)
            .allSatisfy(it -> assertThat(it).isBetween(1, MOST));
        assertThat(cut(100_000)).as("no silence since").startsWith(MOST, MOST);
    }

    @Test
    void silenceBeginsItAgain() {
        cut(200_000);
        now += Duration.ofMillis(999).toNanos();
        assertThat(cut(MOST)).containsExactly(MOST);
        now += Duration.ofMillis(1001).toNanos();
        assertThat(cut(MOST)).containsExactly(1_400, 2_800, 4_200, 5_600, 2_384);
    }

    @Test
    void shortContentIsOneRecordWheneverItComes() {
        assertThat(cut(1_400)).containsExactly(1_400);
        assertThat(cut(1)).containsExactly(1);
        assertThat(cut(1_401)).as("those did not count").containsExactly(1_400, 1);
    }

    @Test
    void peerThatWantsLessGetsLess() {
        assertThat(pace.next(MOST, 512)).isEqualTo(512);
        assertThat(pace.next(MOST, 2_000)).isEqualTo(1_400);
        assertThat(pace.next(MOST, 2_000)).isEqualTo(2_000);
        assertThat(pace.next(MOST, 2_000)).isEqualTo(2_000);
    }
}
