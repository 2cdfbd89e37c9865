package dev.parley.carrier;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_RSA;
import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Sides;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.observe.Observer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A carrier for whom wants one whole record at a time, and none longer than it has room for, as SSLEngine's callers do. */
@ExtendWith(NoSecretIsLeft.class)
class RecordByRecordTest {
    private static final int LONGEST = 200;

    @Test
    void noRecordIsLongerThanAllowed() {
        for (var kind : List.of(TLS13, TLS12_ECDHE, TLS12_RSA))
            try (var client = new TlsCarrier(kind.client().config(), Optional.of(Sides.HOST), Optional.of(Sides.HOST),
                Observer.NONE);
                var server =
                    new TlsCarrier(kind.server().config(), Optional.empty(), Optional.empty(), Observer.NONE)) {
                        client.limitRecords(LONGEST);
                        server.limitRecords(LONGEST);
                        client.start();
                        while (client.facts().isEmpty() || server.facts().isEmpty())
                            assertThat(carry(client, server) + carry(server, client)).as("they get on").isPositive();
                        int longest = 0;
                        for (var data = ByteBuffer.allocate(1000); data.hasRemaining();) {
                            var net = ByteBuffer.allocate(LONGEST);
                            assertThat(client.sealedLength(data.remaining())).isLessThanOrEqualTo(LONGEST);
                            assertThat(client.seal(data, net)).isPositive();
                            longest = Math.max(longest, net.position());
                        }
                        assertThat(longest).as("and no shorter than need be").isBetween(LONGEST - 16, LONGEST);
                    }
    }

    /** One record after the other, each only where there is room for the whole of it. @return how many there were */
    private static int carry(TlsCarrier from, TlsCarrier to) {
        var app = ByteBuffer.allocate(1 << 14);
        for (int records = 0;; records++) {
            var wanted = from.drainRecord(ByteBuffer.allocate(0));
            assertThat(wanted.moved()).isFalse();
            if (wanted.needed() == 0) return records;
            assertThat(wanted.needed()).isBetween(6, LONGEST);
            assertThat(from.drainRecord(ByteBuffer.allocate(wanted.needed() - 1))).isEqualTo(wanted);
            var net = ByteBuffer.allocate(wanted.needed() + 50).position(20);
            assertThat(from.drainRecord(net)).isEqualTo(new TlsCarrier.Drained(true, wanted.needed()));
            assertThat(net.position()).isEqualTo(20 + wanted.needed());
            net.flip().position(20);
            while (to.feed(net, app) == TlsCarrier.Fed.TASK || net.hasRemaining()) to.task().ifPresent(Runnable::run);
            while (to.hasTask()) to.task().ifPresent(Runnable::run);
        }
    }
}
