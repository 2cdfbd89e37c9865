package dev.parley.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An immutable string of bytes with equality, safe to keep in a record. A slice shares the bytes of its whole.
 *
 * <p>Thread-safe. Sizes are in bytes. Not for secrets: those live in {@code dev.parley.crypto.Secret}.
 */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A copy of these bytes. */
    public static Bytes of(byte... bytes) {
        return own(bytes.clone());
    }

    /** The array itself, without a copy: the caller promises never to change it again. */
    public static Bytes own(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes, 0, bytes.length);
    }

    /** A part of the array, without a copy: the caller promises never to change it again. */
    public static Bytes own(byte[] bytes, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(bytes, offset, length);
    }

    /** Reads hexadecimal digits; white space between them is ignored. */
    public static Bytes ofHex(String hex) {
        return own(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    /** The UTF-8 form of a text. */
    public static Bytes ofText(String text) {
        return own(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The ISO 8859-1 form of a text, one byte a character. */
    public static Bytes ofLatin1(String text) {
        return own(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The remaining bytes of a buffer, copied; the buffer's position does not move. */
    public static Bytes copyOf(ByteBuffer buffer) {
        var copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return own(copy);
    }

    /** All these, one behind the other. */
    public static Bytes join(Bytes... parts) {
        int total = 0;
        for (var part : parts) total += part.length;
        var joined = new byte[total];
        int at = 0;
        for (var part : parts) at = part.copyTo(joined, at);
        return own(joined);
    }

    /** All these, one behind the other. */
    public static Bytes join(List<Bytes> parts) {
        return join(parts.toArray(Bytes[]::new));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The byte at this place, 0 to 255. */
    public int at(int index) {
        if (index < 0 || index >= length) throw new IndexOutOfBoundsException(index);
        return array[offset + index] & 0xFF;
    }

    /** The bytes from {@code from} up to, not including, {@code to}. */
    public Bytes slice(int from, int to) {
        if (from < 0 || to < from || to > length)
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + length);
        return own(array, offset + from, to - from);
    }

    public Bytes from(int from) {
        return slice(from, length);
    }

    /** The same without the whole that it is a slice of: for what is kept for long. */
    public Bytes alone() {
        return length == array.length ? this : own(toArray());
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Copies all bytes to {@code target} and answers the place behind them. */
    public int copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
        return at + length;
    }

    public void putTo(ByteBuffer target) {
        target.put(array, offset, length);
    }

    /** A read-only view. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Feeds the bytes to a digest without a copy. */
    public void digestInto(MessageDigest digest) {
        digest.update(array, offset, length);
    }

    public In in() {
        return new In(array, offset, length, Trace.OFF);
    }

    /** A reader whose fields are watched. */
    public In in(Trace trace) {
        return new In(array, offset, length, trace);
    }

    public boolean startsWith(Bytes prefix) {
        return prefix.length <= length && slice(0, prefix.length).equals(prefix);
    }

    public boolean endsWith(Bytes suffix) {
        return suffix.length <= length && slice(length - suffix.length, length).equals(suffix);
    }

    /** Lower-case hexadecimal, no spaces. */
    public String hex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    /** As text, one character a byte. */
    public String latin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    /** Compares without telling by its time where the first difference is. */
    public boolean sameInConstantTime(byte[] other) {
        if (other.length != length) return false;
        int difference = 0;
        for (int i = 0; i < length; i++) difference |= array[offset + i] ^ other[i];
        return difference == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
            && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        if (length == array.length) return Arrays.hashCode(array); // the same, by the processor's wide instructions
        int hash = 1;
        for (int i = 0; i < length; i++) hash = 31 * hash + array[offset + i];
        return hash;
    }

    /** Printable text in quotes, anything else in hexadecimal; long ones are cut, with their length. */
    @Override
    public String toString() {
        if (length == 0) return "(empty)";
        if (isPrintable()) return '"' + latin1() + '"';
        return length <= 40 ? hex() : slice(0, 32).hex() + "… (" + length + " bytes)";
    }

    private boolean isPrintable() {
        for (int i = 0; i < length; i++) if (array[offset + i] < 0x20 || array[offset + i] > 0x7E) return false;
        return true;
    }
}
