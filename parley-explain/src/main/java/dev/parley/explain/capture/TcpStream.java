package dev.parley.explain.capture;

import static dev.parley.explain.capture.net.TcpHeader.FIN;
import static dev.parley.explain.capture.net.TcpHeader.SYN;

import dev.parley.explain.capture.CaptureEvent.Data;
import dev.parley.explain.capture.CaptureEvent.Finished;
import dev.parley.explain.capture.CaptureEvent.Gap;
import dev.parley.explain.capture.net.TcpHeader;
import dev.parley.explain.capture.net.Traced;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One direction of a TCP connection, put in order: bytes sent again are told once (the first copy counts), early ones
 * wait for those before them, and lost ones become a {@link Gap} when it is clear that they will not come: the receiver
 * has acknowledged them, and they are still not here some packets or some time later; or too much waits; or it is over.
 *
 * <p>Places are counted in bytes from the stream's beginning, as a long, so the wrap of sequence numbers is over once
 * {@link #place} is done.
 */
final class TcpStream {
    /**
     * Captures from several queues of a network card can show an acknowledgment before what it acknowledges, but not
     * long before. Too little grace would make a gap where none is; too much only tells the other side's bytes first.
     */
    private static final int GRACE_PACKETS = 16;
    private static final Duration GRACE = Duration.ofMillis(50);

    /** How far a stream that was joined in the middle may begin behind what its receiver acknowledged. */
    private static final int NEAR = 1 << 20;

    /** Bytes in line for being told; or, if the capture's snap length cut them off, only their number. */
    private record Part(Traced bytes, int packet, Instant time) {
        int length() {
            return bytes.length();
        }

        boolean isCutOff() {
            return bytes.missing() > 0;
        }

        Part skip(int count) {
            return new Part(bytes.skip(count), packet, time);
        }

        Part take(int count) {
            return new Part(bytes.take(count), packet, time);
        }

        /** What keeping it costs: its bytes, and the objects around them. */
        int cost() {
            return bytes.bytes().length() + 256;
        }
    }

    /** How sure we are which sequence number the stream began with. */
    private enum Start {
        UNKNOWN, GUESSED, KNOWN
    }

    private final Connection connection;
    private final Direction direction;
    private final Consumer<CaptureEvent> listener;
    private final Waiting waiting;
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private long partsCost;
    private Start start = Start.UNKNOWN;
    private boolean heard;
    private long first;
    private long next;
    private long highest;
    private long acknowledged;
    private long end = -1;
    private int graced;
    private Instant gracedSince = Instant.EPOCH;
    private boolean finished;

    TcpStream(Connection connection, Direction direction, Consumer<CaptureEvent> listener, Waiting waiting) {
        this.connection = connection;
        this.direction = direction;
        this.listener = listener;
        this.waiting = waiting;
    }

    boolean isFinished() {
        return finished;
    }

    boolean isWaiting() {
        return !parts.isEmpty();
    }

    boolean hasTold() {
        return next > 0;
    }

    /** Whether a SYN with this number is not this stream's. */
    boolean knowsAnotherStart(long syn) {
        return heard && place(syn + 1) != 0;
    }

    boolean waitsLongerThan(TcpStream other) {
        if (parts.isEmpty() || other.parts.isEmpty()) return !parts.isEmpty();
        return parts.firstEntry().getValue().packet < other.parts.firstEntry().getValue().packet;
    }

    /** The place in the stream of a sequence number, which is the one nearest to what is expected next. */
    private long place(long sequence) {
        return next + (int) (sequence - (first + next));
    }

    void heard(TcpHeader header, Traced payload, int packet, Instant time) {
        if (finished) return;
        boolean syn = header.has(SYN);
        long sequence = header.sequence() + (syn ? 1 : 0);
        begin(sequence, syn, payload.length() > 0);
        heard = true;
        long place = place(sequence);
        if (isKeepAlive(header, place, payload)) return;
        if (header.has(FIN) && end < 0 && place + payload.length() >= next) end = place + payload.length();
        highest = Math.max(highest, place + payload.length());
        offer(place, new Part(payload, packet, time));
        tellInOrder(packet, time);
        while (partsCost > Waiting.MOST_OF_ONE || (!parts.isEmpty() && waiting.tooMany())) giveUp(packet, time);
        mourn(packet, time);
    }

    private void begin(long sequence, boolean syn, boolean hasData) {
        if (syn) {
            if (!hasTold() && place(sequence) != 0) beginAnew(sequence);
            start = Start.KNOWN;
        } else if (start == Start.UNKNOWN) {
            first = sequence;
            start = hasData ? Start.KNOWN : Start.GUESSED;
        } else if (start == Start.GUESSED && hasData) {
            long place = place(sequence);
            // Before the guess: it was no beginning. Just one behind it: the guess was a keep-alive's.
            if (place <= 1 || place > acknowledged + NEAR) beginAnew(sequence);
            start = Start.KNOWN;
        }
    }

    private void beginAnew(long sequence) {
        first = sequence;
        acknowledged = 0;
        highest = 0;
        drop();
    }

    /** RFC 9293 section 3.8.4: a probe one before the next byte, empty or with a byte of no meaning. */
    private boolean isKeepAlive(TcpHeader header, long place, Traced payload) {
        return payload.length() <= 1 && place == highest - 1 && !header.has(SYN) && !header.has(FIN);
    }

    /** Puts in line what is not there yet: the captured bytes, then those that were cut off. */
    private void offer(long place, Part part) {
        int captured = part.bytes.bytes().length();
        if (captured > 0) insert(place, part.take(captured));
        if (part.isCutOff()) insert(place + captured, part.skip(captured));
    }

    private void insert(long place, Part part) {
        if (place < next) {
            int old = (int) Math.min(next - place, part.length());
            part = part.skip(old);
            place += old;
        }
        while (part.length() > 0) {
            var before = parts.floorEntry(place);
            long covered = before == null ? 0 : before.getKey() + before.getValue().length() - place;
            if (covered > 0) {
                int same = (int) Math.min(covered, part.length());
                part = part.skip(same);
                place += same;
                continue;
            }
            var after = parts.higherKey(place);
            var free = after == null ? part : part.take((int) Math.min(after - place, part.length()));
            keep(place, free);
            part = part.skip(free.length());
            place += free.length();
        }
    }

    private void keep(long place, Part part) {
        // What can be told at once need not be copied; what waits must not keep its whole packet in memory.
        var kept = place == next ? part : new Part(part.bytes.copied(), part.packet, part.time);
        parts.put(place, kept);
        partsCost += kept.cost();
        waiting.add(kept.cost());
    }

    private void tellInOrder(int packet, Instant time) {
        while (!parts.isEmpty() && parts.firstKey() == next) {
            var part = parts.pollFirstEntry().getValue();
            partsCost -= part.cost();
            waiting.add(-part.cost());
            graced = 0;
            tell(part);
        }
        if (end >= 0 && next >= end && !finished) {
            finished = true;
            drop();
            listener.accept(new Finished(connection, direction, packet, time));
        }
    }

    private void tell(Part part) {
        var bytes = part.bytes;
        listener.accept(part.isCutOff()
            ? new Gap(connection, direction, bytes.length(), next, part.packet, part.time)
            : new Data(connection, direction, bytes.bytes(), next, part.packet, part.time, bytes.pieces()));
        next += part.length();
    }

    /** What lies behind the end is not part of the stream. */
    private void drop() {
        waiting.add(-partsCost);
        partsCost = 0;
        parts.clear();
    }

    /** The receiver has everything before this number. */
    void acknowledged(long number, int packet, Instant time) {
        if (finished) return;
        if (start == Start.UNKNOWN) {
            first = number;
            start = Start.GUESSED;
        }
        acknowledged = Math.max(acknowledged, place(number));
        mourn(packet, time);
    }

    /** Gives up what was received but not captured. */
    private void mourn(int packet, Instant time) {
        if (parts.isEmpty() || acknowledged <= next) return;
        if (graced++ == 0) gracedSince = time;
        if (graced > GRACE_PACKETS || time.isAfter(gracedSince.plus(GRACE))) giveUp(packet, time);
    }

    /** Tells the first gap, and what stands behind it. */
    void giveUp(int packet, Instant time) {
        if (parts.isEmpty()) return;
        gap(parts.firstKey(), packet, time);
        tellInOrder(packet, time);
    }

    /** Tells of bytes whose existence is only known from their acknowledgment, or from where the FIN stands. */
    void end(int packet, Instant time) {
        if (finished) return;
        // An acknowledgment of one more byte may be that of a FIN not captured, which counts as a byte.
        if (end >= 0) gap(end, packet, time);
        else if (acknowledged > next + 1) gap(acknowledged, packet, time);
        tellInOrder(packet, time);
    }

    private void gap(long to, int packet, Instant time) {
        if (to <= next) return;
        listener.accept(new Gap(connection, direction, to - next, next, packet, time));
        next = to;
        graced = 0;
    }
}
