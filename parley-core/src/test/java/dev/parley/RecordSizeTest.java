package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Sent;
import dev.parley.config.RecordPadding;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.Reason;
import dev.parley.observe.Epoch;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long records are. RFC 8449, RFC 6066 section 4, RFC 9846 section 5.4. */
@ExtendWith(NoSecretIsLeft.class)
class RecordSizeTest {
    private final Taps client = new Taps();
    private final Taps server = new Taps();

    private List<Taps.Written> sealed(Taps side) {
        return side.written.stream().filter(it -> it.epoch() != Epoch.CLEAR).toList();
    }

    @ParameterizedTest
    @CsvSource({"TLS13, 64", "TLS13, 1000", "TLS13, 16384", "TLS12_ECDHE, 64", "TLS12_RSA, 100"})
    void limitOfEachSideIsKeptByTheOther(Sides.Kind kind, int limit) {
        var wanting = client.on(kind.client(it -> it.recordSizeLimit(limit).adaptiveRecords(false)));
        try (var pair = Pair.of(wanting,
            server.on(kind.server(it -> it.recordSizeLimit(limit + limit % 2 * 10).adaptiveRecords(false))))) {
            pair.exchange();
            assertThat(sealed(server)).allMatch(it -> it.content() <= limit).anyMatch(it -> it.content() == limit);
            assertThat(sealed(client)).allMatch(it -> it.content() <= limit);
        }
    }

    @Test
    void limitsMayDiffer() {
        var wanting = client.on(Sides.Kind.TLS13.client(it -> it.recordSizeLimit(100)));
        try (var pair = Pair.of(wanting, server.on(Sides.Kind.TLS13.server(it -> it.recordSizeLimit(2000))))) {
            pair.exchange();
            assertThat(sealed(server)).extracting(Taps.Written::content).contains(100).allMatch(it -> it <= 100);
            assertThat(sealed(client)).extracting(Taps.Written::content).contains(2000).allMatch(it -> it <= 2000);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLS13, 512", "TLS12_ECDHE, 512", "TLS12_DHE, 1024", "TLS12_RSA, 2048", "TLS12_MUTUAL, 4096"})
    void fragmentLengthHoldsForAllThatComesAfter(Sides.Kind kind, int length) {
        var wanting = client.on(kind.client(it -> it.maxFragmentLength(length)));
        try (var pair = Pair.of(wanting, server.on(kind.server()))) {
            pair.exchange();
            for (var side : List.of(client, server))
                assertThat(side.written).extracting(Taps.Written::content).contains(length)
                    .allMatch(it -> it <= length);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE"})
    void peerThatExceedsTheLimit(Sides.Kind kind) {
        var honest = kind.server(it -> it.recordSizeLimit(64));
        var duel = Duel.connected(honest, kind.client(it -> it.recordSizeLimit(1000)));
        var failure = duel.put(new Sent.Record(23, Bytes.own(new byte[65]))).lost();
        assertThat(failure.reason()).isEqualTo(Reason.RECORD_TOO_LONG);
    }

    @Test
    void paddingFillsUpToTheBlock() {
        var padded = client.on(Sides.Kind.TLS13.client(it -> it.padding(RecordPadding.toMultipleOf(256))));
        try (var pair = Pair.of(padded, Sides.Kind.TLS13.server())) {
            pair.exchange();
            assertThat(sealed(client)).isNotEmpty().filteredOn(it -> it.content() < 16384 - 256)
                .allMatch(it -> (it.length() - 16 - 1) % 256 == 0);
            assertThat(sealed(client)).allMatch(it -> it.length() <= 16384 + 1 + 16);
        }
    }

    @Test
    void paddingStaysWithinTheLimit() {
        var padded = client.on(Sides.Kind.TLS13.client(it -> it.padding((_, most) -> most).recordSizeLimit(1000)));
        try (var pair = Pair.of(padded, Sides.Kind.TLS13.server(it -> it.recordSizeLimit(100)))) {
            pair.exchange();
            assertThat(sealed(client)).isNotEmpty().allMatch(it -> it.length() == 100 + 1 + 16);
        }
    }

    /** Padding hides the length of TLS 1.3 records; TLS 1.2 has nothing of the kind. */
    @Test
    void tls12IsNotPadded() {
        var padded = client.on(Sides.Kind.TLS12_ECDHE.client(it -> it.padding((_, most) -> most)));
        try (var pair = Pair.of(padded, Sides.Kind.TLS12_ECDHE.server())) {
            pair.exchange();
            assertThat(sealed(client)).allMatch(it -> it.length() == 8 + it.content() + 16);
        }
    }

    /** Short ones first, unless that is turned off. */
    @Test
    void oneCallSealsAsManyRecordsAsThereIsRoomFor() {
        try (var adaptive = Pair.of(Sides.Kind.TLS13.client(), Sides.Kind.TLS13.server());
            var longest =
                Pair.of(Sides.Kind.TLS13.client(it -> it.adaptiveRecords(false)), Sides.Kind.TLS13.server())) {
            assertThat(lengths(adaptive)).startsWith(1_400 + 22, 2_800 + 22).hasSizeGreaterThan(4);
            assertThat(lengths(longest)).containsExactly(16384 + 22, 16384 + 22, 16384 + 22, 60_000 - 3 * 16384 + 22);
        }
    }

    /** Of the records that one call seals, headers and all; the other side gets what was in them. */
    private static List<Integer> lengths(Pair pair) {
        var net = ByteBuffer.allocate(1 << 16);
        assertThat(pair.client.seal(ByteBuffer.allocate(60_000), net)).isEqualTo(60_000);
        var lengths = new ArrayList<Integer>();
        for (net.flip(); net.hasRemaining(); net.position(net.position() + lengths.getLast()))
            lengths.add(5 + (net.getShort(net.position() + 3) & 0xFFFF));
        var heard = ByteBuffer.allocate(1 << 17);
        pair.server.feed(net.rewind(), heard);
        assertThat(heard.position()).isEqualTo(60_000);
        return lengths;
    }
}
