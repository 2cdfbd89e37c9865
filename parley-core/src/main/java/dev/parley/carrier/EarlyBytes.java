package dev.parley.carrier;

import static dev.parley.failure.Reason.TOO_MUCH_EARLY_DATA;

import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * Early data that has come, kept apart from other application data so that nobody takes it for that by accident, and how
 * much was sent. RFC 9846 section 8. Thread-safe.
 */
final class EarlyBytes {
    private ByteArrayOutputStream waiting; // null until something comes: most connections have none
    private long come;
    private long sent;

    /** @param most how many bytes there may be in all; @throws dev.parley.failure.HandshakeFailure TOO_MUCH_EARLY_DATA */
    synchronized void come(byte[] content, long most) {
        come += content.length;
        if (come > most) throw TOO_MUCH_EARLY_DATA.because("%d bytes, the ticket allows %d", come, most);
        if (waiting == null) waiting = new ByteArrayOutputStream(0);
        waiting.writeBytes(content);
    }

    synchronized Bytes take() {
        if (waiting == null) return Bytes.EMPTY;
        var taken = Bytes.own(waiting.toByteArray());
        waiting = null;
        return taken;
    }

    synchronized void sent(int bytes) {
        sent += bytes;
    }

    synchronized long room(long most) {
        return most - sent;
    }
}
