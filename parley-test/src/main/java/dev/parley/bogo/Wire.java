package dev.parley.bogo;

import dev.parley.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A connection on a socket to the runner, one record at a time, or one byte at a time where the test is about that. What
 * comes after a record that breaks the connection is never looked at.
 */
final class Wire implements AutoCloseable {
    private static final int HEADER = 5;

    private final Socket socket;
    private final InputStream from;
    private final OutputStream to;
    private final boolean byByte;
    private Connection connection;
    private ByteBuffer net = ByteBuffer.allocate(1 << 16).limit(0);
    private int end; // of what has come
    private final ByteBuffer app = ByteBuffer.allocate(1 << 15).flip();
    private boolean ended;
    private ByteBuffer unfinished = ByteBuffer.allocate(0);

    private Wire(Socket socket, boolean byByte) throws IOException {
        this.socket = socket;
        this.from = socket.getInputStream();
        this.to = socket.getOutputStream();
        this.byByte = byByte;
    }

    static Wire open(int port, boolean six, long id, boolean byByte) throws IOException {
        var loopback = six ? new byte[]{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1} : new byte[]{127, 0, 0, 1};
        var socket = new Socket(InetAddress.getByAddress(loopback), port);
        socket.setTcpNoDelay(true);
        var wire = new Wire(socket, byByte);
        wire.to.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(id).array());
        return wire;
    }

    void carry(Connection it) {
        connection = it;
    }

    /** Shakes hands. @param early is it enough that data may be written, as after a False Start or with early data? */
    void shakeHands(boolean early) throws IOException {
        flush();
        while (!connection.isConnected() && !(early && connection.mayWrite())) step();
        flush();
    }

    /** Reads some data. @return how much; {@code -1} at the end, which may be an unclean one */
    int read(byte[] target) throws IOException {
        while (!app.hasRemaining() && !ended) step();
        flush();
        if (!app.hasRemaining()) return -1;
        int length = Math.min(app.remaining(), target.length);
        app.get(target, 0, length);
        return length;
    }

    /** Waits for the peer's close_notify. @return whether it came */
    boolean isClosedCleanly() throws IOException {
        while (!ended) step();
        Disappointed.unless(!app.hasRemaining(), "data came after close_notify");
        return connection.failure().isEmpty();
    }

    private void step() throws IOException {
        app.compact();
        int before = app.position();
        boolean wasConnected = connection.isConnected();
        try {
            switch (connection.feed(net, app)) {
                case MORE_INPUT -> {
                    connection.takeEarly().putTo(app);
                    boolean news = app.position() > before || connection.isConnected() != wasConnected;
                    if (!news) more(); // otherwise the peer may wait for this side
                }
                case HAS_OUTPUT -> flush();
                case TASK -> connection.task().ifPresent(Runnable::run);
                case CLOSED -> ended = true;
                case MORE_ROOM -> {}
            }
        } finally {
            app.flip();
        }
    }

    /** Lets the connection see the rest of a record, or a byte more. */
    private void more() throws IOException {
        if (net.limit() == end) fill();
        if (ended) return;
        int seen = net.remaining();
        int come = end - net.position();
        int record = seen < HEADER ? HEADER : HEADER + (net.getShort(net.position() + 3) & 0xFFFF);
        net.limit(net.position() + Math.min(come, byByte ? seen + 1 : record));
    }

    private void fill() throws IOException {
        if (net.position() > net.capacity() / 2) {
            end -= net.position();
            net.compact().flip();
        }
        int read = from.read(net.array(), end, net.capacity() - end);
        if (read > 0) end += read;
        else {
            ended = true;
            if (connection.isConnected()) tolerate();
            else connection.inputEnded();
        }
    }

    /** BoringSSL's shim takes the end of the stream for the end of the data, with or without close_notify. */
    private void tolerate() {
        try {
            connection.inputEnded();
        } catch (dev.parley.failure.HandshakeFailure _) {
            ended = true;
        }
    }

    void write(byte[] data) throws IOException {
        var source = ByteBuffer.wrap(data);
        do {
            flush();
            send(seal(source));
        } while (source.hasRemaining());
    }

    private ByteBuffer seal(ByteBuffer source) {
        var record = ByteBuffer.allocate(connection.sealedLength(source.remaining()));
        connection.seal(source, record);
        return record.flip();
    }

    /** Early data, as much as may be sent. @return the rest */
    byte[] writeEarly(byte[] data) throws IOException {
        flush();
        var source = ByteBuffer.wrap(data);
        while (source.hasRemaining()) {
            var record = ByteBuffer.allocate(connection.sealedLength(source.remaining()));
            if (connection.sealEarly(source, record) == 0) break;
            send(record.flip());
        }
        return Arrays.copyOfRange(data, source.position(), data.length);
    }

    /** Lets a byte of the next record of data go, and the rest of it before anything else is sent. */
    void beginWrite(byte[] data) throws IOException {
        flush();
        var record = seal(ByteBuffer.wrap(data));
        send(record.duplicate().limit(1));
        unfinished = record.position(1);
    }

    @SuppressWarnings("ByteBufferBackingArray") // the buffer is always one of allocate
    private void send(ByteBuffer bytes) throws IOException {
        finishWrite();
        to.write(bytes.array(), bytes.position(), bytes.remaining());
        to.flush();
    }

    void finishWrite() throws IOException {
        to.write(unfinished.array(), unfinished.position(), unfinished.remaining());
        unfinished.position(unfinished.limit());
    }

    void flush() throws IOException {
        var out = ByteBuffer.allocate(1 << 15);
        while (connection.hasOutput()) {
            if (byByte) while (connection.hasOutput() && out.hasRemaining()) drainByte(out);
            else connection.drain(out);
            send(out.flip());
            out.clear();
        }
    }

    private void drainByte(ByteBuffer out) {
        var one = out.slice(out.position(), 1);
        connection.drain(one);
        out.position(out.position() + one.position());
    }

    /** Says nothing more and waits until the runner has ended too, so that it never writes into the void. */
    @Override
    public void close() {
        try (socket) {
            socket.shutdownOutput();
            from.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            return; // the runner was faster
        }
    }
}
