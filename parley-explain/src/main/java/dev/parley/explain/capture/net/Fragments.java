package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts IP datagrams together from their fragments.
 *
 * <p>Where fragments overlap, the byte that came first stays. Systems differ here, which attackers use (RFC 5722); what
 * matters for reading is that the rule is always the same, and that the overlap is noted.
 *
 * <p>Bounded: {@value #MOST_OPEN} unfinished datagrams of at most 64 KiB; the eldest is given up for a new one.
 */
final class Fragments {
    /** What the fragments of one datagram have in common. RFC 791 section 3.2, RFC 8200 section 4.5. */
    record Key(Bytes from, Bytes to, int protocol, long id) {}

    private static final int MOST_OPEN = 256;
    private static final int LONGEST = 0xFFFF;
    /** After a minute the same number belongs to another datagram. RFC 8200 section 4.5. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Key, Unfinished> open = new LinkedHashMap<>();
    private final Consumer<String> notes;

    Fragments(Consumer<String> notes) {
        this.notes = notes;
    }

    /** Answers the datagram if this fragment makes it whole. */
    Layer add(Key key, int protocol, int offset, boolean more, Traced payload, Instant time) {
        if (payload.missing() > 0) return new Layer.Broken("an IP fragment that was not wholly captured");
        if (offset + payload.length() > LONGEST) return new Layer.Broken("an IP fragment beyond 64 KiB");
        var datagram = open.get(key);
        if (datagram != null && datagram.first.plus(PATIENCE).isBefore(time)) {
            open.remove(key);
            datagram = null;
        }
        if (datagram == null) {
            makeRoom();
            open.put(key, datagram = new Unfinished(time));
        }
        if (datagram.add(offset, more, payload))
            notes.accept("IP fragments overlap; the bytes that came first are kept");
        if (offset == 0) datagram.protocol = protocol;
        if (!datagram.whole()) return new Layer.Uninteresting();
        open.remove(key);
        return new Layer.Carried(datagram.protocol, key.from, key.to, datagram.joined());
    }

    private void makeRoom() {
        if (open.size() < MOST_OPEN) return;
        open.remove(open.keySet().iterator().next());
        notes.accept("too many unfinished IP datagrams; the eldest is given up");
    }

    private static final class Unfinished {
        private final Instant first;
        private final TreeMap<Integer, Traced> parts = new TreeMap<>();
        private int have;
        private int end = -1;
        private int protocol;

        Unfinished(Instant first) {
            this.first = first;
        }

        /** Answers whether it overlaps, with other bytes than were there. */
        boolean add(int offset, boolean more, Traced payload) {
            if (!more && end < 0) end = offset + payload.length();
            boolean overlaps = false;
            int from = offset;
            var rest = payload.copied();
            while (rest.length() > 0) {
                var before = parts.floorEntry(from);
                int covered = before == null ? 0 : before.getKey() + before.getValue().length() - from;
                if (covered > 0) {
                    int same = Math.min(covered, rest.length());
                    int at = from - before.getKey();
                    overlaps |= !before.getValue().bytes().slice(at, at + same).equals(rest.bytes().slice(0, same));
                    rest = rest.skip(same);
                    from += same;
                    continue;
                }
                var after = parts.higherKey(from);
                var part = after == null ? rest : rest.take(after - from);
                parts.put(from, part);
                have += part.length();
                rest = rest.skip(part.length());
                from += part.length();
            }
            return overlaps;
        }

        boolean whole() {
            if (end < 0 || have < end) return false;
            int at = 0;
            for (var part : parts.entrySet()) {
                if (part.getKey() != at) break;
                at += part.getValue().length();
            }
            return at >= end;
        }

        Traced joined() {
            var bytes = new ArrayList<Bytes>();
            var pieces = new ArrayList<Piece>();
            parts.values().forEach(part -> {
                bytes.add(part.bytes());
                pieces.addAll(part.pieces());
            });
            return new Traced(Bytes.join(bytes.toArray(Bytes[]::new)), List.copyOf(pieces), 0).take(end);
        }
    }
}
