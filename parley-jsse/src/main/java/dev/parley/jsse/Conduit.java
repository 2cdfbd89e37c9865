package dev.parley.jsse;

import dev.parley.carrier.TlsCarrier;
import dev.parley.failure.HandshakeFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLProtocolException;

/**
 * Moves bytes between a connection and the streams of a socket, blocking, on the caller's thread. One thread may read while
 * another writes; a reader never waits for a writer, since a peer may wait for both.
 */
final class Conduit {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    private static final int SMALL = 4096;
    private static final int HEADER = 5;
    /** One record at its longest, header and all. RFC 5246 section 6.2.3. */
    private static final int LONGEST = 5 + (1 << 14) + 2048;

    private final TlsCarrier carrier;
    private final InputStream from;
    private final OutputStream to;
    private final boolean exactly;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private ByteBuffer net = EMPTY;
    private volatile ByteBuffer left = EMPTY;
    private volatile boolean ended;

    /** @param exactly is nothing to be read beyond the record that is waited for, since the stream goes on without TLS? */
    Conduit(TlsCarrier carrier, InputStream from, OutputStream to, boolean exactly) {
        this.carrier = carrier;
        this.from = from;
        this.to = to;
        this.exactly = exactly;
    }

    // ---- the handshake

    /** Goes on until the handshake is complete. A timeout leaves everything as it is, to go on later. */
    void shakeHands() throws IOException {
        reading.lock();
        try {
            send();
            while (carrier.facts().isEmpty()) step();
            send();
        } catch (HandshakeFailure failure) {
            throw failed(failure);
        } finally {
            reading.unlock();
        }
    }

    private void step() throws IOException {
        switch (carrier.feed(net, EMPTY)) {
            case RECORD -> send();
            case MORE_INPUT -> {
                send();
                if (!fill()) carrier.inputEnded();
            }
            case TASK -> carrier.task().ifPresent(Runnable::run);
            case MORE_ROOM -> {}
            case CLOSED -> throw new SSLException("the peer has closed the connection");
        }
        if (carrier.failure().isPresent()) throw carrier.failure().get();
    }

    /** The peer is told, and then the caller. */
    private SSLException failed(HandshakeFailure failure) {
        carrier.abort(failure);
        var thrown = Failures.thrown(carrier.failure().orElse(failure));
        try {
            flush();
        } catch (IOException e) {
            thrown.addSuppressed(e); // the peer is gone, and need not be told
        }
        return thrown;
    }

    // ---- reading

    /** How many bytes can be read at once. */
    int available() {
        return left.remaining();
    }

    boolean isBeingRead() {
        return reading.isLocked();
    }

    /** At least one byte, or -1 at the end. */
    int read(byte[] target, int offset, int length) throws IOException {
        reading.lock();
        try {
            while (true) {
                if (left.hasRemaining()) return takeLeft(target, offset, length);
                if (ended) return -1;
                var app = ByteBuffer.wrap(target, offset, length);
                switch (carrier.feed(net, app)) {
                    case RECORD -> {
                        if (carrier.hasOutput()) flush();
                        if (app.position() > offset) return app.position() - offset;
                    }
                    case MORE_INPUT -> {
                        if (!fill()) return end();
                    }
                    case MORE_ROOM -> {
                        aside();
                        if (carrier.hasOutput()) flush(); // it may have been a question, and no data
                    }
                    case TASK -> {
                        carrier.task().ifPresent(Runnable::run);
                        if (carrier.hasOutput()) flush(); // the peer may wait for what came of it
                    }
                    case CLOSED -> {
                        ended = true;
                        flush();
                    }
                }
            }
        } catch (HandshakeFailure failure) {
            throw failed(failure);
        } finally {
            reading.unlock();
        }
    }

    private int takeLeft(byte[] target, int offset, int length) {
        int read = Math.min(length, left.remaining());
        left.get(target, offset, read);
        if (!left.hasRemaining()) left = EMPTY; // nothing is held between records
        return read;
    }

    /** The caller has less room than the record may need. */
    private void aside() {
        var whole = ByteBuffer.allocate(1 << 14);
        carrier.feed(net, whole);
        left = whole.flip();
    }

    /** @return false at the end of the stream */
    private boolean fill() throws IOException {
        if (!net.hasRemaining() && net.capacity() != SMALL && !busy) net = ByteBuffer.allocate(SMALL).flip();
        net.compact();
        if (!net.hasRemaining()) net = ByteBuffer.allocate(LONGEST).put(net.flip());
        try {
            int most = exactly ? Math.min(missing(), net.remaining()) : net.remaining();
            int read = from.read(net.array(), net.position(), most);
            busy = read == net.remaining() || read > SMALL;
            if (read > 0) net.position(net.position() + read);
            return read >= 0;
        } finally {
            net.flip();
        }
    }

    /** How many bytes the record that began is short of; of its header, if that is not there yet. RFC 9846 section 5.1. */
    private int missing() {
        int there = net.position();
        return there < HEADER ? HEADER - there : Math.max(1, HEADER + (net.getShort(HEADER - 2) & 0xFFFF) - there);
    }

    /** Did the last read bring so much that a large buffer is worth keeping? */
    private boolean busy;

    /** Like the JDK's, this takes a stream that ends without close_notify for one that ends well, unless it is told not to. */
    private int end() throws IOException {
        ended = true;
        if (!Boolean.getBoolean("com.sun.net.ssl.requireCloseNotify")) return -1;
        throw new SSLProtocolException(
            "Remote host terminated the connection: it ended without close_notify, so the end "
                + "of the data may have been cut off (RFC 9846 section 6.1)",
            new EOFException("SSL peer shut down incorrectly"));
    }

    /** Reads and forgets until the peer says close_notify. */
    void drainInput() throws IOException {
        var nowhere = new byte[SMALL];
        while (read(nowhere, 0, nowhere.length) >= 0) {}
    }

    /** What came and was never read would make TCP tell the peer that its data were refused, and forget ours. */
    void skipWhatCame() throws IOException {
        if (!reading.tryLock()) return;
        try {
            var nowhere = new byte[SMALL];
            for (int i = 0; i < 16 && from.available() > 0; i++) if (from.read(nowhere) < 0) return;
        } finally {
            reading.unlock();
        }
    }

    boolean isInputEnded() {
        return ended || carrier.isInputClosed();
    }

    // ---- writing

    void write(byte[] source, int offset, int length) throws IOException {
        var app = ByteBuffer.wrap(source, offset, length);
        writing.lock();
        try {
            while (app.hasRemaining()) writeSome(app);
        } catch (HandshakeFailure failure) {
            throw failed(failure);
        } finally {
            writing.unlock();
        }
        flush();
    }

    private void writeSome(ByteBuffer app) throws IOException {
        var out = ByteBuffer.allocate(carrier.roomFor(app.remaining()));
        drainInto(out);
        while (app.hasRemaining() && out.remaining() >= carrier.sealedLength(app.remaining())) {
            try {
                if (carrier.seal(app, out) < 0) break; // something has to go first
            } catch (IllegalStateException closed) {
                var thrown = new SocketException("Socket output is already shutdown");
                thrown.initCause(closed);
                throw thrown;
            }
        }
        to.write(out.array(), out.arrayOffset(), out.position());
    }

    private void drainInto(ByteBuffer out) throws IOException {
        while (carrier.hasOutput()) {
            carrier.drain(out);
            if (!carrier.hasOutput()) return;
            to.write(out.array(), out.arrayOffset(), out.position());
            out.clear();
        }
    }

    /** Sends what waits, after whoever is writing. */
    private void send() throws IOException {
        if (!carrier.hasOutput()) return;
        writing.lock();
        try {
            sendWaiting();
        } finally {
            writing.unlock();
        }
    }

    /** Sends what waits, or leaves it to whoever is writing. */
    void flush() throws IOException {
        while (carrier.hasOutput()) {
            if (!writing.tryLock()) return;
            try {
                sendWaiting();
            } finally {
                writing.unlock();
            }
        }
    }

    private void sendWaiting() throws IOException {
        var out = ByteBuffer.allocate(SMALL);
        drainInto(out);
        to.write(out.array(), out.arrayOffset(), out.position());
        to.flush();
    }

}
