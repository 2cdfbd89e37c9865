package dev.parley.carrier;

import static dev.parley.failure.Reason.MESSAGE_TOO_LONG;

import dev.parley.config.Limits;
import dev.parley.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Joins the fragments of handshake messages: a record may hold several, and a message may span several records. RFC 9846
 * section 5.1. For one thread at a time.
 */
final class Joiner {
    private static final int HEADER = 4;
    private static final int CERTIFICATE = 11;
    private static final int COMPRESSED_CERTIFICATE = 25;
    private static final byte[] NONE = {};

    private final Limits limits;
    private byte[] waiting = NONE;
    private int from;
    private int to;
    private int fragments;

    Joiner(Limits limits) {
        this.limits = limits;
    }

    /** Nothing is left of an unfinished or unread message. Keys may change only then. */
    boolean isEmpty() {
        return from == to;
    }

    /** Adds the content of a record, so many bytes of an array which belongs to the joiner from now on. */
    void add(byte[] content, int length) {
        if (isEmpty()) {
            waiting = content;
            from = 0;
            to = length;
            fragments = 1;
            return;
        }
        if (++fragments > limits.fragments())
            throw MESSAGE_TOO_LONG.because("a message in more than %d records", limits.fragments());
        room(length);
        System.arraycopy(content, 0, waiting, to, length);
        to += length;
    }

    /** Grows by doubling: to copy everything for each record would cost a stranger one byte, and this side all it has. */
    private void room(int more) {
        if (waiting.length - to >= more) return;
        int length = to - from;
        waiting = Arrays.copyOf(from == 0 ? waiting : Arrays.copyOfRange(waiting, from, to),
            Math.max(length + more, 2 * length));
        from = 0;
        to = length;
    }

    /**
     * The next whole message with its header, if it is here.
     *
     * @throws dev.parley.failure.HandshakeFailure MESSAGE_TOO_LONG as soon as its length is known
     */
    Optional<Bytes> next() {
        if (to - from < HEADER) return Optional.empty();
        int type = waiting[from] & 0xFF;
        int length = (waiting[from + 1] & 0xFF) << 16 | (waiting[from + 2] & 0xFF) << 8 | waiting[from + 3] & 0xFF;
        int most = type == CERTIFICATE || type == COMPRESSED_CERTIFICATE ? limits.certificateMessage()
            : limits.handshakeMessage();
        if (length > most) throw MESSAGE_TOO_LONG.because("message of type %d with %d bytes, at most %d are allowed",
            type, length, most);
        if (to - from < HEADER + length) return Optional.empty();
        var message = Bytes.own(waiting, from, HEADER + length);
        from += HEADER + length;
        fragments = 1;
        if (isEmpty()) {
            waiting = NONE;
            from = 0;
            to = 0;
        }
        return Optional.of(message);
    }
}
