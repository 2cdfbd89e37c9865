package dev.parley.carrier;

import dev.parley.message.RecordHeader;
import dev.parley.message.Ssl2ClientHello;
import dev.parley.observe.Watcher;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Finds records in the bytes of one direction: behind a prelude of text, behind an SSL 2.0 hello, and again after bytes
 * that are missing.
 */
final class RecordFinder {
    private static final int LONGEST = (1 << 14) + 2048;
    /** So much text may come before TLS begins. */
    private static final int LONGEST_PRELUDE = 1 << 16;

    private final Way way;
    private final Watcher watcher;
    private final BiConsumer<RecordHeader, Bytes> record;
    private byte[] waiting = {};
    private long offset;
    private boolean begun;
    private boolean lost;
    private boolean hopeless;

    RecordFinder(Way way, Watcher watcher, BiConsumer<RecordHeader, Bytes> record) {
        this.way = way;
        this.watcher = watcher;
        this.record = record;
    }

    /** Of the record that is being told of, from the beginning of this direction. */
    long offset(Bytes raw) {
        return Math.max(0, offset - raw.length());
    }

    void bytes(Bytes more) {
        if (hopeless) {
            watcher.undecodable(way, offset, more, "no TLS");
            offset += more.length();
            return;
        }
        var both = Arrays.copyOf(waiting, waiting.length + more.length());
        more.copyTo(both, waiting.length);
        waiting = both;
        if (!begun) begin();
        if (begun) records();
    }

    private void begin() {
        if (waiting.length < 6) return;
        if (isHello(0)) begun = true;
        else if (isSsl2Hello()) ssl2Hello();
        else prelude();
    }

    /** Text until a hello begins: STARTTLS, or no TLS at all. */
    private void prelude() {
        for (int at = 1; at + 6 <= waiting.length; at++)
            if (isHello(at)) {
                watcher.prelude(way, take(at));
                begun = true;
                return;
            }
        if (waiting.length > LONGEST_PRELUDE) giveUp("no TLS in the first " + LONGEST_PRELUDE + " bytes");
    }

    private void giveUp(String why) {
        hopeless = true;
        if (waiting.length > 0) watcher.undecodable(way, offset, take(waiting.length), why);
    }

    /** A handshake record with ClientHello or ServerHello, or an alert in its place. */
    private boolean isHello(int at) {
        if (!isHeader(at)) return false;
        int type = waiting[at];
        int first = waiting[at + 5] & 0xFF;
        return type == 22 ? first == 1 || first == 2 || first == 0 || first == 6 : type == 21 && length(at) == 2;
    }

    private boolean isHeader(int at) {
        return waiting[at] >= 20 && waiting[at] <= 24 && waiting[at + 1] == 3 && waiting[at + 2] >= 0
            && waiting[at + 2] <= 4 && length(at) <= LONGEST;
    }

    private int length(int at) {
        return (waiting[at + 3] & 0xFF) << 8 | waiting[at + 4] & 0xFF;
    }

    private boolean isSsl2Hello() {
        return (waiting[0] & 0x80) != 0 && waiting[2] == 1
            && (waiting[3] == 3 && waiting[4] <= 4 || waiting[3] == 0 && waiting[4] == 2);
    }

    private void ssl2Hello() {
        int length = (waiting[0] & 0x7F) << 8 | waiting[1] & 0xFF;
        if (waiting.length < 2 + length) return;
        var bytes = take(2 + length).from(2);
        try {
            watcher.ssl2Hello(Ssl2ClientHello.WIRE.parse(bytes), bytes);
        } catch (WireFailure e) {
            watcher.undecodable(way, offset - length, bytes, e.getMessage());
        }
        begun = true;
    }

    private void records() {
        while (waiting.length >= RecordHeader.LENGTH) {
            if (!isHeader(0)) {
                if (!lost) {
                    giveUp("no TLS record where one should begin");
                    return;
                }
                watcher.undecodable(way, offset, take(waiting.length),
                    "in the middle of a record whose beginning is missing");
                return;
            }
            int whole = RecordHeader.LENGTH + length(0);
            if (waiting.length < whole) return;
            lost = false;
            var raw = take(whole);
            record.accept(RecordHeader.WIRE.read(raw.in()), raw);
        }
    }

    void gap(long length) {
        if (waiting.length > 0) watcher.undecodable(way, offset, take(waiting.length), "the end of it is missing");
        watcher.missing(way, offset, length);
        offset += length;
        lost = true;
        begun = begun || offset > length;
    }

    void end() {
        if (waiting.length == 0) return;
        if (!begun) watcher.prelude(way, take(waiting.length));
        else watcher.undecodable(way, offset, take(waiting.length), "the capture ends within a record");
    }

    private Bytes take(int length) {
        var taken = Bytes.own(Arrays.copyOf(waiting, length));
        waiting = Arrays.copyOfRange(waiting, length, waiting.length);
        offset += length;
        return taken;
    }
}
