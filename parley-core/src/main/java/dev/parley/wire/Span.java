package dev.parley.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A field with the bytes it stands in, the value read from them, and the fields within it.
 *
 * @param field the field's name in the specification
 * @param type its type in the specification
 * @param from offset in bytes of its first byte
 * @param to offset behind its last byte
 */
public record Span(String field, String type, int from, int to, Object value, List<Span> parts) {
    public Span {
        parts = List.copyOf(parts);
    }

    /**
     * Reads the bytes with their codec and answers the fields seen.
     *
     * @throws WireFailure if the bytes are not of that format
     */
    public static Span of(Codec<?> codec, Bytes bytes) {
        var recorder = new Recorder();
        var in = bytes.in(recorder);
        in.field(codec.type(), codec);
        in.end();
        return recorder.whole();
    }

    /**
     * As {@link #of}, but bytes that do not fit their format end the tree where they stop making sense, and a last part
     * named "undecodable" covers the rest.
     */
    public static Span ofBroken(Codec<?> codec, Bytes bytes) {
        var recorder = new Recorder();
        var in = bytes.in(recorder);
        try {
            in.field(codec.type(), codec);
            in.end();
            return recorder.whole();
        } catch (WireFailure failure) {
            return recorder.broken(codec.type(), bytes, failure);
        }
    }

    /** The first span of this field name in here, the outer before the inner. */
    public Optional<Span> find(String name) {
        if (field.equals(name)) return Optional.of(this);
        return parts.stream().flatMap(part -> part.find(name).stream()).findFirst();
    }

    /** The same, its place counted from another beginning. */
    public Span shifted(int by) {
        return new Span(field, type, from + by, to + by, value, parts.stream().map(part -> part.shifted(by)).toList());
    }

    private static final class Recorder implements Trace {
        private record Open(String field, String type, int at, List<Span> parts) {}

        private final Deque<Open> open = new ArrayDeque<>();
        private Span last;

        @Override
        public void open(String field, String type, int at) {
            open.push(new Open(field, type, at, new ArrayList<>()));
        }

        @Override
        public void close(int at, Object value) {
            var closed = open.pop();
            last = new Span(closed.field, closed.type, closed.at, at, value, closed.parts);
            if (!open.isEmpty()) open.peek().parts.add(last);
        }

        Span whole() {
            return last;
        }

        Span broken(String type, Bytes bytes, WireFailure failure) {
            var rest = new Span("undecodable", failure.getMessage(), Math.min(failure.at(), bytes.length()), bytes.length(),
                    bytes.from(Math.min(failure.at(), bytes.length())), List.of());
            Span whole = rest;
            if (open.isEmpty()) return new Span(type, type, 0, bytes.length(), bytes, last == null ? List.of(rest) : List.of(last, rest));
            while (!open.isEmpty()) {
                var unfinished = open.pop();
                unfinished.parts.add(whole);
                whole = new Span(unfinished.field, unfinished.type, unfinished.at, bytes.length(), bytes.from(Math.min(unfinished.at, bytes.length())),
                        unfinished.parts);
            }
            return whole;
        }
    }
}
