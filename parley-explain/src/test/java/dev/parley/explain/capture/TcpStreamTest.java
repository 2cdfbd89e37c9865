package dev.parley.explain.capture;

import static dev.parley.explain.capture.net.TcpHeader.ACK;
import static dev.parley.explain.capture.net.TcpHeader.FIN;
import static dev.parley.explain.capture.net.TcpHeader.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.capture.CaptureEvent.Data;
import dev.parley.wire.Bytes;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments as networks bring them: late, twice, never, out of order. */
class TcpStreamTest {
    private static Segments segments() {
        return new Segments();
    }

    @Test
    void inOrder() {
        assertThat(segments().handshake().client(1, "hello").server(1, "welcome").fins(6, 8).story().said())
            .containsExactly(
                "opened tcp 0: 192.0.2.1:50000 → 192.0.2.2:443", "> hello", "< welcome", "> fin", "< fin",
                "closed FINISHED");
    }

    @Test
    void outOfOrder() {
        assertThat(segments().handshake().client(7, "c").client(4, "bbb").client(1, "aaa").said())
            .containsExactly("> aaa", "> bbb", "> c", "closed CAPTURE_ENDED");
    }

    @Test
    void sentAgain() {
        assertThat(segments().handshake().client(1, "aaa").client(1, "aaa").client(1, "aaabbb").client(4, "bbb").said())
            .containsExactly("> aaa", "> bbb", "closed CAPTURE_ENDED");
    }

    @Test
    void whereSegmentsOverlapTheFirstCounts() {
        assertThat(segments().handshake().client(4, "BBB").client(2, "aaaaaaa").client(1, "1").said())
            .containsExactly("> 1", "> aa", "> BBB", "> aa", "closed CAPTURE_ENDED");
    }

    @Test
    void sequenceNumbersWrap() {
        for (long start = 0xFFFF_FFFFL - 8; start <= 0xFFFF_FFFFL; start++)
            assertThat(segments().from(start, start).handshake().client(1, "aaaa").server(5, "dd").client(5, "bbbb")
                .server(1, "cccc").fins(9, 7).said())
                .containsExactly("> aaaa", "> bbbb", "< cccc", "< dd", "> fin", "< fin", "closed FINISHED");
    }

    @Test
    void lostBytesBecomeAGapAtTheEnd() {
        assertThat(segments().handshake().client(1, "aaa").client(9, "ccc").said())
            .containsExactly("> aaa", "> gap 5", "> ccc", "closed CAPTURE_ENDED");
    }

    @Test
    void lostBytesThatWereAcknowledgedBecomeAGapSoon() {
        var segments = segments().handshake().client(4, "bbb");
        for (int i = 0; i < 20; i++) segments.server(1 + i, 7, ACK, "x");
        var said = segments.said();

        assertThat(said).containsSubsequence("< x", "> gap 3", "> bbb", "< x", "closed CAPTURE_ENDED");
    }

    @Test
    void bytesCapturedBehindTheirAcknowledgmentAreNoGap() {
        assertThat(segments().handshake().client(4, "bbb").server(1, 7, ACK, "x").client(1, "aaa").said())
            .containsExactly("< x", "> aaa", "> bbb", "closed CAPTURE_ENDED");
    }

    @Test
    void whatWaitsIsBounded() {
        var segments = segments().handshake();
        var text = "x".repeat(60_000);
        for (int i = 0; i < 100; i++) segments.client(2 + i * 60_000, text);
        var events = segments.said();

        assertThat(events.getFirst()).isEqualTo("> gap 1");
        assertThat(events).hasSize(102);
    }

    @Test
    void lostAtTheEndButAcknowledgedOrBeforeAFin() {
        assertThat(segments().handshake().client(1, "aaa").server(1, 9, ACK, "").said())
            .containsExactly("> aaa", "> gap 5", "closed CAPTURE_ENDED");
        assertThat(segments().handshake().client(1, "aaa").client(9, 1, FIN | ACK, "").said())
            .containsExactly("> aaa", "> gap 5", "> fin", "closed CAPTURE_ENDED");
        assertThat(segments().handshake().client(1, "aaa").server(1, 5, ACK, "").said()).as("only the FIN is missing")
            .containsExactly("> aaa", "closed CAPTURE_ENDED");
    }

    @Test
    void joinedInTheMiddle() {
        assertThat(segments().client(101, 201, ACK, "aaa").server(201, 104, ACK, "bbb").story().said()).containsExactly(
            "opened tcp 0: 192.0.2.1:50000 → 192.0.2.2:443", "> aaa", "< bbb", "closed CAPTURE_ENDED");
        assertThat(segments().server(201, 104, ACK, "bbb").story().said()).first().asString()
            .as("the lower port serves")
            .isEqualTo("opened tcp 0: 192.0.2.1:50000 → 192.0.2.2:443");
    }

    @Test
    void joinedInTheMiddleWithLossAndDisorder() {
        assertThat(
            segments().client(101, 201, ACK, "aaa").server(204, 104, ACK, "ccc").server(201, 104, ACK, "bbb").said())
            .containsExactly("> aaa", "< bbb", "< ccc", "closed CAPTURE_ENDED");
        assertThat(segments().client(101, 201, ACK, "aaa").server(204, 104, ACK, "ccc").said())
            .containsExactly("> aaa", "< gap 3", "< ccc", "closed CAPTURE_ENDED");
        assertThat(segments().client(101, 201, ACK, "").server(191, 101, ACK, "before").said())
            .containsExactly("< before", "closed CAPTURE_ENDED");
    }

    @Test
    void aSynWithoutItsAnswerAndTheOtherWayRound() {
        assertThat(segments().client(0, 0, SYN, "").client(1, 1, ACK, "aaa").server(1, 4, ACK, "bbb").said())
            .containsExactly("> aaa", "< bbb", "closed CAPTURE_ENDED");
        assertThat(segments().server(0, 1, SYN | ACK, "").client(4, "bbb").client(1, "aaa").said())
            .containsExactly("> aaa", "> bbb", "closed CAPTURE_ENDED");
        assertThat(segments().server(0, 1, SYN | ACK, "").client(0, 0, SYN, "").client(1, "aaa").said()).as("swapped")
            .containsExactly("> aaa", "closed CAPTURE_ENDED");
    }

    @Test
    void dataInASyn() {
        assertThat(segments().client(0, 0, SYN, "early").server(0, 6, SYN | ACK, "").client(6, "late").said())
            .containsExactly("> early", "> late", "closed CAPTURE_ENDED");
    }

    @Test
    void keepAlivesAndProbesAddNothing() {
        assertThat(segments().handshake().client(1, "aaa").client(3, "").client(3, "\0").client(4, "b").client(4, "b")
            .client(5, "c").said()).containsExactly("> aaa", "> b", "> c", "closed CAPTURE_ENDED");
        assertThat(segments().handshake().client(4, "bbb").client(6, "\0").client(1, "aaa").said()).as("behind a loss")
            .containsExactly("> aaa", "> bbb", "closed CAPTURE_ENDED");
    }

    @Test
    void aFinBeforeTheBytesItEnds() {
        assertThat(segments().handshake().client(4, 1, FIN | ACK, "").client(1, "aaa").said())
            .containsExactly("> aaa", "> fin", "closed CAPTURE_ENDED");
        assertThat(segments().handshake().client(1, 1, FIN | ACK, "aaa").client(4, "beyond").said())
            .containsExactly("> aaa", "> fin", "closed CAPTURE_ENDED");
    }

    @Test
    void whatWasUnderWayIsToldBehindAReset() {
        assertThat(segments().handshake().reset(1).server(1, "bye").said())
            .containsExactly("> rst", "< bye", "closed RESET");
    }

    @Test
    void theSamePortsAgainAreAnotherConnection() {
        var segments = segments().handshake().client(1, "aaa").from(90_000, 95_000).handshake().client(1, "bbb");
        assertThat(segments.story().said()).containsExactly(
            "opened tcp 0: 192.0.2.1:50000 → 192.0.2.2:443", "> aaa", "closed REPLACED",
            "opened tcp 1: 192.0.2.1:50000 → 192.0.2.2:443", "> bbb", "closed CAPTURE_ENDED");
    }

    @Test
    void aSynSentAgainIsTheSameConnection() {
        assertThat(segments().client(0, 0, SYN, "").client(0, 0, SYN, "").handshake().client(1, "aaa")
            .client(0, 0, SYN, "").said())
            .containsExactly("> aaa", "closed CAPTURE_ENDED");
    }

    @Test
    void whatTheSnapLengthCutOffIsAGapAtOnce() {
        var packets = segments().handshake().client(1, "aaabb").client(6, "cccd").fins(10, 1).packets();
        var file = FileBytes.pcap(ByteOrder.LITTLE_ENDIAN, false, FileBytes.RAW_IP, packets, 43);

        assertThat(Story.of(file).said()).containsSubsequence("> aaa", "> gap 2", "> ccc", "> gap 1", "> fin", "< fin",
            "closed FINISHED");
    }

    @Test
    void eachByteTellsWhereItCameFrom() {
        var story = segments().handshake().client(4, "def").client(1, "abcdefghi").story();

        assertThat(story.all(Data.class)).extracting(Data::packet).containsExactly(5, 4, 5);
        assertThat(story.all(Data.class)).extracting(Data::offset).containsExactly(0L, 3L, 6L);
        for (var data : story.all(Data.class)) assertThat(story.found(data.pieces())).isEqualTo(data.bytes());
    }

    @Test
    void anyOrderOfAnyPiecesGivesTheStream() {
        var text = "The quick brown fox jumps over the lazy dog, and the dog does not even wake up.";
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var segments = segments().from(random.nextInt(), random.nextInt()).handshake();
            var pieces = new ArrayList<int[]>();
            for (int from = 0; from < text.length(); from += 1 + random.nextInt(5))
                pieces.add(new int[]{from, from + 5 + random.nextInt(20)});
            Collections.shuffle(pieces, random);
            for (var piece : pieces)
                segments.client(1 + piece[0], text.substring(piece[0], Math.min(piece[1], text.length())));
            assertThat(segments.story().stream(0, Direction.CLIENT_TO_SERVER)).as("seed " + seed)
                .isEqualTo(Bytes.ofText(text));
        }
    }

    @Test
    void nonsenseNeverThrowsAndIsToldWithoutOverlap() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var segments = segments();
            for (int i = 0; i < 60; i++) {
                int sequence = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(60);
                int acknowledged = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(60);
                int flags = random.nextInt(4) == 0 ? random.nextInt(64) : ACK;
                var text = "x".repeat(random.nextInt(20));
                if (random.nextBoolean()) segments.client(sequence, acknowledged, flags, text);
                else segments.server(sequence, acknowledged, flags, text);
            }
            StreamRules.check(segments.story());
        }
    }
}
