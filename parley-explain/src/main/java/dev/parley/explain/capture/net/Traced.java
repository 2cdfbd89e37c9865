package dev.parley.explain.capture.net;

import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that remember where in the capture they lie. Usually one piece; several, if IP fragments were put together.
 *
 * @param missing how many bytes follow that were on the network but were cut off by the capture's snap length
 */
public record Traced(Bytes bytes, List<Piece> pieces, int missing) {
    public Traced {
        pieces = List.copyOf(pieces);
    }

    /** A captured packet, whole. */
    public static Traced of(int packet, long fileOffset, Bytes bytes, int missing) {
        return new Traced(bytes, List.of(new Piece(packet, 0, fileOffset, bytes.length())), missing);
    }

    /** How long it was on the network. */
    public int length() {
        return bytes.length() + missing;
    }

    /** Without the first bytes. */
    public Traced skip(int count) {
        return slice(Math.min(count, length()), length());
    }

    /** The first bytes only. */
    public Traced take(int count) {
        return slice(0, Math.min(count, length()));
    }

    private Traced slice(int from, int to) {
        int first = Math.min(from, bytes.length());
        int end = Math.min(to, bytes.length());
        return new Traced(bytes.slice(first, end), slice(pieces, first, end), to - from - (end - first));
    }

    private static List<Piece> slice(List<Piece> pieces, int from, int to) {
        var sliced = new ArrayList<Piece>(pieces.size());
        int at = 0;
        for (var piece : pieces) {
            int first = Math.max(from, at);
            int end = Math.min(to, at + piece.length());
            if (first < end) sliced.add(piece.slice(first - at, end - at));
            at += piece.length();
        }
        return sliced;
    }

    /** The same bytes in an array of their own, so that keeping a few does not keep a whole packet in memory. */
    public Traced copied() {
        return new Traced(Bytes.own(bytes.toArray()), pieces, missing);
    }
}
