package dev.parley.explain.capture;

import dev.parley.explain.capture.net.LinkType;
import dev.parley.explain.capture.net.Piece;
import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.List;

/**
 * What a capture holds, told in the order of its packets: each {@link Packet}, then what came of it.
 *
 * <p>A connection's events begin with {@link Opened} and, for TCP, end with {@link Closed}. Between them a direction's
 * {@link Data} and {@link Gap}s are its byte stream without overlap: each begins where the last ended. Bytes that
 * arrived early wait for the missing ones, so a {@link Data} may tell of a packet before the newest.
 */
public sealed interface CaptureEvent {
    /**
     * One captured packet, whatever is in it.
     *
     * @param number from 1, as Wireshark counts
     * @param time the epoch, if the file does not say
     * @param length on the network in bytes; the capture may have kept less
     * @param fileOffset of the first of the bytes in the file (unpacked, if it is compressed)
     */
    record Packet(int number, Instant time, LinkType link, Bytes bytes, int length, long fileOffset)
        implements CaptureEvent {}

    /** Secrets came along in the capture (a Decryption Secrets Block): text in the form that {@link KeyLog} reads. */
    record Secrets(Bytes keyLog, long fileOffset) implements CaptureEvent {}

    /**
     * Something in the file could not be read, or is odd.
     *
     * @param fileOffset where in the file (unpacked, if it is compressed)
     * @param packet the packet's number, 0 if it concerns none
     */
    record Note(long fileOffset, int packet, String what) implements CaptureEvent {}

    /** About one connection. */
    sealed interface OfConnection extends CaptureEvent {
        Connection connection();

        /** The number of the packet that tells. */
        int packet();

        /** The time of that packet. */
        Instant time();
    }

    /** The first packet of a connection. */
    record Opened(Connection connection, int packet, Instant time) implements OfConnection {}

    /**
     * The next bytes of a TCP stream.
     *
     * @param offset of the first byte in the stream of this direction
     * @param pieces where the bytes lie in the capture, in order
     */
    record Data(Connection connection, Direction direction, Bytes bytes, long offset, int packet, Instant time,
        List<Piece> pieces) implements OfConnection {}

    /**
     * Bytes of a TCP stream that were on the network but are not in the capture.
     *
     * @param length in bytes
     * @param offset of the first missing byte in the stream of this direction
     * @param packet the packet that made it clear
     */
    record Gap(Connection connection, Direction direction, long length, long offset, int packet, Instant time)
        implements OfConnection {}

    /** A UDP datagram, whole. */
    record Datagram(Connection connection, Direction direction, Bytes bytes, int packet, Instant time,
        List<Piece> pieces) implements OfConnection {}

    /** FIN: all of this direction has been told, no more will come. */
    record Finished(Connection connection, Direction direction, int packet, Instant time) implements OfConnection {}

    /**
     * RST by the sender of this direction. More data may follow: it may have been under way, or the reset may have been
     * forged by a machine between the two.
     */
    record Reset(Connection connection, Direction direction, int packet, Instant time) implements OfConnection {}

    /** The last event of a TCP connection. */
    record Closed(Connection connection, End how, int packet, Instant time) implements OfConnection {}

    /** How a connection ended, as far as the capture tells. */
    enum End {
        /** Both sides said FIN. */
        FINISHED,
        /** One side said RST. */
        RESET,
        /** The same ports began a new connection. */
        REPLACED,
        /** Nothing was heard of it for so long that it was forgotten in favor of newer ones. */
        FORGOTTEN,
        /** It was still open where the capture ends. */
        CAPTURE_ENDED
    }
}
