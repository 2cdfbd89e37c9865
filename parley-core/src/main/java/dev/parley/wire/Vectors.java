package dev.parley.wire;

import java.util.ArrayList;
import java.util.List;

/** Byte strings and lists: of fixed length, or behind a length. RFC 9846 section 3.4. */
final class Vectors {
    private Vectors() {}

    record Fixed(int length) implements Codec<Bytes> {
        @Override
        public Bytes read(In in) {
            return in.bytes(length);
        }

        @Override
        public void write(Bytes value, Out out) {
            if (value.length() != length)
                throw new IllegalArgumentException("wants " + length + " bytes, has " + value.length());
            out.bytes(value);
        }

        @Override
        public String type() {
            return "opaque";
        }

        @Override
        public String declare(String field) {
            return "opaque " + field + "[" + length + "]";
        }
    }

    record Rest(String type) implements Codec<Bytes> {
        @Override
        public Bytes read(In in) {
            return in.bytes(in.remaining());
        }

        @Override
        public void write(Bytes value, Out out) {
            out.bytes(value);
        }
    }

    record Opaque(int min, int max) implements Codec<Bytes> {
        @Override
        public Bytes read(In in) {
            return in.bytes(length(in, min, max));
        }

        @Override
        public void write(Bytes value, Out out) {
            int width = Numbers.widthOf(max);
            int place = out.open(width);
            out.bytes(value);
            out.close(place, width, min, max);
        }

        @Override
        public String type() {
            return "opaque";
        }

        @Override
        public String declare(String field) {
            return Vectors.declare("opaque", field, min, max);
        }
    }

    record Of<T>(Codec<T> element, int min, int max) implements Codec<List<T>> {
        @Override
        public List<Codec<?>> parts() {
            return List.of(element);
        }

        @Override
        public List<T> read(In in) {
            int outer = in.enter(length(in, min, max));
            int left = in.remaining();
            var list = new ArrayList<T>(left <= 40 ? Math.max(1, left / 2) : 4); // codes, or few
            while (in.hasMore()) list.add(in.field(element.type(), element));
            in.leave(outer);
            return List.copyOf(list);
        }

        @Override
        public void write(List<T> values, Out out) {
            int width = Numbers.widthOf(max);
            int place = out.open(width);
            for (int i = 0; i < values.size(); i++) out.field(element, values.get(i)); // no iterator: done very often
            out.close(place, width, min, max);
        }

        @Override
        public String type() {
            return element.type();
        }

        @Override
        public String declare(String field) {
            return Vectors.declare(element.type(), field, min, max);
        }
    }

    private static int length(In in, int min, int max) {
        int length = in.field("length", Numbers.lengthUpTo(max));
        if (length < min || length > max)
            throw in.malformed("a length of " + length + ", outside " + min + " to " + max);
        return length;
    }

    private static String declare(String type, String field, int min, int max) {
        return type + " " + field + "<" + Numbers.bound(min) + ".." + Numbers.bound(max) + ">";
    }
}
