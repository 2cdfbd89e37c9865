package dev.parley.der;

import dev.parley.wire.Bytes;
import dev.parley.wire.In;
import java.util.ArrayList;
import java.util.List;

/**
 * One value in DER, as far as keys and certificates need it: tags of one byte, lengths in their shortest form. X.690.
 *
 * <p>Reading throws {@link dev.parley.wire.WireFailure} at the byte that is wrong. What was read encodes to the same
 * bytes.
 */
public record Der(int tag, Bytes content) {
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int SEQUENCE = 0x30;

    /** Reads one value that fills all the bytes. */
    public static Der read(Bytes bytes) {
        var in = bytes.in();
        var value = read(in);
        in.end();
        return value;
    }

    public static Der read(In in) {
        int tag = in.uint8();
        if ((tag & 0x1F) == 0x1F) throw in.malformed("a tag of more than one byte");
        return new Der(tag, in.bytes(length(in)));
    }

    public static Der of(int tag, Bytes content) {
        return new Der(tag, content);
    }

    public static Der sequence(Der... parts) {
        return wrap(SEQUENCE, parts);
    }

    /** Values inside a value. */
    public static Der wrap(int tag, Der... parts) {
        var encoded = new Bytes[parts.length];
        for (int i = 0; i < parts.length; i++) encoded[i] = parts[i].encoded();
        return new Der(tag, Bytes.join(encoded));
    }

    /** The number of an explicit context tag: {@code [0]}. */
    public static int explicit(int number) {
        return 0xA0 | number;
    }

    /** The number of an implicit context tag that holds plain bytes: {@code [2] IMPLICIT}. */
    public static int implicit(int number) {
        return 0x80 | number;
    }

    public boolean is(int wanted) {
        return tag == wanted;
    }

    /** The same, if it has this tag. */
    public Der as(int wanted) {
        if (tag != wanted) throw content.in().malformed("tag 0x%02x where 0x%02x should be".formatted(tag, wanted));
        return this;
    }

    /** The values inside. */
    public List<Der> parts() {
        var parts = new ArrayList<Der>();
        var in = content.in();
        while (in.hasMore()) parts.add(read(in));
        return List.copyOf(parts);
    }

    /** The value at this place inside. */
    public Der part(int index) {
        var parts = parts();
        if (index >= parts.size())
            throw content.in().malformed("%d parts, part %d is missing".formatted(parts.size(), index));
        return parts.get(index);
    }

    /** The value inside with this tag, or null. */
    public Der find(int wanted) {
        for (var part : parts()) if (part.is(wanted)) return part;
        return null;
    }

    /** An object identifier with dots. */
    public String oid() {
        as(OBJECT_IDENTIFIER);
        var in = content.in();
        var text = new StringBuilder();
        while (in.hasMore()) {
            long number = 0;
            int next;
            do {
                next = in.uint8();
                number = number << 7 | (next & 0x7F);
            } while ((next & 0x80) != 0);
            if (!text.isEmpty()) text.append('.').append(number);
            else text.append(Math.min(number / 40, 2)).append('.').append(number - 40 * Math.min(number / 40, 2));
        }
        return text.toString();
    }

    /** A small number. */
    public int number() {
        as(INTEGER);
        if (content.isEmpty() || content.length() > 4) throw content.in().malformed("not a small number");
        int value = content.at(0) >= 0x80 ? -1 : 0;
        for (int i = 0; i < content.length(); i++) value = value << 8 | content.at(i);
        return value;
    }

    public Bytes encoded() {
        return Bytes.join(Bytes.of((byte) tag), lengthOf(content.length()), content);
    }

    private static int length(In in) {
        int first = in.uint8();
        if (first < 0x80) return first;
        int width = first - 0x80;
        if (width < 1 || width > 3) throw in.malformed("a length of " + width + " bytes");
        int length = in.number(width);
        if (length < 0x80 || length < 1 << (8 * (width - 1))) throw in.malformed("a length that could be shorter");
        return length;
    }

    private static Bytes lengthOf(int length) {
        if (length < 0x80) return Bytes.of((byte) length);
        if (length <= 0xFF) return Bytes.of((byte) 0x81, (byte) length);
        if (length <= 0xFFFF) return Bytes.of((byte) 0x82, (byte) (length >> 8), (byte) length);
        return Bytes.of((byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length);
    }
}
