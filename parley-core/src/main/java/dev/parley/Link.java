package dev.parley;

import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A blocking TLS connection over a socket, made for virtual threads: a loop of read, feed, drain and write on the caller's
 * thread, and no lock held that another direction needs.
 *
 * <p>One thread may read while another writes; several readers, or writers, take turns.
 */
public final class Link implements AutoCloseable {
    /** One record at its longest, header and all. RFC 5246 section 6.2.3. */
    private static final int LONGEST_RECORD = 5 + (1 << 14) + 2048;
    /** How long a peer that was told of a failure may go on talking. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);

    private final Connection connection;
    private final Socket socket;
    private final InputStream from;
    private final OutputStream to;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private ByteBuffer net = ByteBuffer.allocate(4096).flip();
    private ByteBuffer left = NO_ROOM;

    private Link(Connection connection, Socket socket) throws IOException {
        this.connection = connection;
        this.socket = socket;
        this.from = socket.getInputStream();
        this.to = socket.getOutputStream();
    }

    static Link shakeHands(Connection connection, Socket socket, Deadline deadline, byte[] early) throws IOException {
        var link = new Link(connection, socket);
        int patience = socket.getSoTimeout();
        try {
            link.begin(ByteBuffer.wrap(early));
            while (!link.isReady()) {
                socket.setSoTimeout(deadline.millis());
                link.step(NO_ROOM);
            }
            link.send();
            socket.setSoTimeout(patience);
            return link;
        } catch (SocketTimeoutException e) {
            throw link.failed(Reason.TIMED_OUT.because(e, "in %s", connection.state()));
        } catch (HandshakeFailure e) {
            throw link.failed(e);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A client may start falsely; a server that could answer early data waits, so that whoever writes knows the facts. */
    private boolean isReady() {
        return connection.isConnected() || connection.mayWrite() && connection.early() != EarlyFate.ACCEPTED;
    }

    /** Sends the first words, and early data along with them: it is there before the peer can answer. */
    private void begin(ByteBuffer early) throws IOException {
        var together = new ByteArrayOutputStream();
        drain(together);
        while (early.hasRemaining() && connection.earlyRoom() > 0) {
            var out = ByteBuffer.allocate(connection.sealedLength(early.remaining()));
            if (connection.sealEarly(early, out) == 0) break;
            together.write(out.array(), 0, out.position());
        }
        together.writeTo(to);
        to.flush();
    }

    /** Server: early data that came before the handshake was complete, and that may be a recording sent again. RFC 8470. */
    public Bytes takeEarly() {
        return connection.takeEarly();
    }

    /** Makes what can be made of what is there, and reads from the network if that does not complete the handshake. */
    private void step(ByteBuffer app) throws IOException {
        switch (connection.feed(net, app)) {
            case MORE_INPUT -> {
                if (!isReady()) fill(); // else a peer that waits for us to speak would be waited for
            }
            case HAS_OUTPUT -> send();
            case TASK -> connection.task().ifPresent(Runnable::run);
            case CLOSED -> throw Reason.CANCELLED.because("the connection was closed in %s", connection.state());
            case MORE_ROOM -> {}
        }
        if (connection.failure().isPresent()) throw connection.failure().get();
    }

    private void fill() throws IOException {
        net.compact();
        if (!net.hasRemaining()) net = ByteBuffer.allocate(LONGEST_RECORD).put(net.flip());
        try {
            int read = from.read(net.array(), net.position(), net.remaining());
            if (read > 0) net.position(net.position() + read);
            net.flip();
            if (read < 0) connection.inputEnded();
        } catch (IOException e) {
            net.flip();
            throw e;
        }
    }

    private void send() throws IOException {
        writing.lock();
        try {
            drain(to);
            to.flush();
        } finally {
            writing.unlock();
        }
    }

    private void drain(OutputStream target) throws IOException {
        var out = ByteBuffer.allocate(4096);
        while (connection.hasOutput()) {
            connection.drain(out);
            target.write(out.array(), 0, out.position());
            out.clear();
        }
    }

    private TlsFailure failed(HandshakeFailure failure) {
        connection.abort(failure);
        var known = connection.failure().orElse(failure); // the first one, with the place where it happened
        boolean tells = connection.hasOutput() && known.reason() != Reason.TIMED_OUT;
        try {
            send();
            if (tells) farewell();
        } catch (IOException e) {
            known.addSuppressed(e); // the peer is gone, and need not be told
        }
        connection.close();
        return new TlsFailure(known);
    }

    /**
     * Lets the alert be heard: a peer that is still talking to a socket closed by us is told of a broken pipe, and may never
     * look at what came before.
     */
    private void farewell() throws IOException {
        var deadline = Deadline.in(FAREWELL);
        var unheard = new byte[4096];
        try {
            socket.shutdownOutput();
            do
                socket.setSoTimeout(deadline.millis());
            while (from.read(unheard) >= 0);
        } catch (SocketTimeoutException | UnsupportedOperationException _) {
            // It had its time; or it is a socket that cannot be closed by halves.
        }
    }

    /** Reads application data. The stream ends when the peer says close_notify, and throws {@link TlsFailure} if it ends otherwise. */
    public InputStream input() {
        return input;
    }

    /** Writes application data, a record or more for each call. Closing it says close_notify and leaves the input open. */
    public OutputStream output() {
        return output;
    }

    /** What was agreed on. @throws IllegalStateException after a False Start, until the handshake is complete */
    public Facts facts() {
        return connection.facts().orElseThrow(() -> new IllegalStateException("the handshake is not complete"));
    }

    /** Keying material bound to this connection, as {@link Connection#export}. The caller closes it. */
    public Secret export(String label, byte[] context, int length) {
        return connection.export(label, context, length);
    }

    /** What ties proofs made inside to this connection, such as SCRAM's; empty if it has nothing of this kind. */
    public Optional<Bytes> channelBinding(ChannelBinding kind) {
        return connection.channelBinding(kind);
    }

    /** The connection below, for whoever wants more than streams. */
    public Connection connection() {
        return connection;
    }

    public Socket socket() {
        return socket;
    }

    /** How long a read may wait for the peer; zero for no limit. */
    public void patience(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.min(patience.toMillis(), Integer.MAX_VALUE));
    }

    /** Writes with new keys from here on. TLS 1.3 only. RFC 9846 section 4.7.3. */
    public void updateKeys(boolean peerToo) throws IOException {
        connection.updateKeys(peerToo);
        send();
    }

    /** Server: asks the client who it is, as {@link Connection#requestCertificate}. The answer comes while reading. */
    public void requestCertificate(boolean required) throws IOException {
        connection.requestCertificate(required);
        send();
    }

    /** Says close_notify, if it can still be sent, and closes the socket. */
    @Override
    public void close() throws IOException {
        connection.close();
        try (socket) {
            if (!socket.isClosed() && !socket.isOutputShutdown()) send();
        } catch (IOException e) {
            if (connection.isConnected()) return; // the peer was faster
            throw e;
        }
    }

    private final InputStream input = new InputStream() {
        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            java.util.Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) return 0;
            reading.lock();
            try {
                if (!left.hasRemaining() && !receive(ByteBuffer.wrap(target, offset, length))) return -1;
                return lastDirect > 0 ? takeDirect() : takeLeft(target, offset, length);
            } catch (HandshakeFailure e) {
                throw failed(e);
            } finally {
                reading.unlock();
            }
        }

        @Override
        public int available() {
            return left.remaining();
        }

        @Override
        public void close() throws IOException {
            Link.this.close();
        }
    };
    private int lastDirect;

    private int takeDirect() {
        int read = lastDirect;
        lastDirect = 0;
        return read;
    }

    private int takeLeft(byte[] target, int offset, int length) {
        int read = Math.min(length, left.remaining());
        left.get(target, offset, read);
        if (!left.hasRemaining()) left = NO_ROOM; // nothing is held between records
        return read;
    }

    /** Receives at least one byte, straight into the target where a whole record fits. @return false at the end */
    private boolean receive(ByteBuffer target) throws IOException {
        int start = target.position();
        while (target.position() == start && !left.hasRemaining()) {
            switch (connection.feed(net, target)) {
                case MORE_INPUT -> {
                    if (target.position() == start) fill();
                }
                case HAS_OUTPUT -> send();
                case TASK -> connection.task().ifPresent(Runnable::run);
                case MORE_ROOM -> {
                    if (target.position() == start) receiveAside();
                }
                case CLOSED -> {
                    if (connection.hasOutput()) send();
                    if (target.position() == start) return false;
                }
            }
        }
        lastDirect = target.position() - start;
        return true;
    }

    private void receiveAside() {
        var aside = ByteBuffer.allocate(1 << 14);
        connection.feed(net, aside);
        left = aside.flip();
    }

    private final OutputStream output = new OutputStream() {
        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            var app = ByteBuffer.wrap(source, offset, length);
            writing.lock();
            try {
                while (app.hasRemaining()) {
                    send();
                    var out = ByteBuffer.allocate(connection.roomFor(app.remaining()));
                    connection.seal(app, out);
                    to.write(out.array(), 0, out.position());
                }
            } catch (HandshakeFailure e) {
                throw failed(e);
            } catch (IllegalStateException e) {
                throw new IOException("this side has closed", e);
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            connection.closeOutput();
            send();
        }
    };
}
