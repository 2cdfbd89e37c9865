package dev.parley.jsse;

import dev.parley.carrier.TlsCarrier;
import dev.parley.failure.HandshakeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** An {@code SSLSocket}, always over another socket: one of its own, or one that the program brought along. */
final class TlsSocket extends SocketSettings {
    private final boolean closesRaw;
    private final InputStream before;
    private final ReentrantLock shaking = new ReentrantLock();
    private final List<HandshakeCompletedListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SocketStreams streams = new SocketStreams(this);
    private volatile Conduit conduit;
    private volatile boolean inputShut;

    /**
     * @param closesRaw does closing this close the other?
     * @param before what was read from it already, or {@code null}
     */
    TlsSocket(Setup setup, Socket raw, String host, int port, boolean closesRaw, InputStream before) {
        super(setup, raw, host, port);
        this.closesRaw = closesRaw;
        this.before = before;
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
        if (address instanceof InetSocketAddress it) endpoint.peer(it.getHostString(), it.getPort());
        raw.connect(address, millis);
    }

    // ---- the handshake

    @Override
    public void startHandshake() throws IOException {
        if (!raw.isConnected()) throw new SocketException("Socket is not connected");
        if (isClosed()) throw new SocketException("Socket is closed");
        if (endpoint.isEstablished()) again();
        else handshake();
    }

    private void again() throws IOException {
        Again.handshake(endpoint);
        conduit.flush();
    }

    /** Shakes hands, unless that is done. @return the connection */
    Conduit handshake() throws IOException {
        var done = conduit;
        if (done != null && endpoint.isEstablished()) return done;
        if (isClosed()) throw new SocketException("Socket is closed");
        if (!raw.isConnected()) throw new SocketException("Socket is not connected");
        shaking.lock();
        try {
            if (conduit == null) conduit = begin();
            if (endpoint.isEstablished()) return conduit;
            conduit.shakeHands();
        } catch (SSLException failure) {
            closeRaw();
            throw failure;
        } finally {
            shaking.unlock();
        }
        tellListeners();
        return conduit;
    }

    private Conduit begin() throws IOException {
        TlsCarrier carrier = endpoint.begin();
        var failure = carrier.failure();
        if (failure.isPresent()) throw Failures.thrown(failure.get());
        var below = raw.getInputStream();
        return new Conduit(carrier, before == null ? below : new java.io.SequenceInputStream(before, below),
            raw.getOutputStream(), !closesRaw);
    }

    /** One virtual thread for all, so that a listener may do what it likes. */
    private void tellListeners() {
        if (listeners.isEmpty()) return;
        var event = new HandshakeCompletedEvent(this, endpoint.session());
        Thread.ofVirtual().name("HandshakeCompletedNotify").start(() -> {
            for (var listener : listeners) listener.handshakeCompleted(event);
        });
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        if (listener == null) throw new IllegalArgumentException("listener is null");
        listeners.add(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        if (!listeners.remove(listener)) throw new IllegalArgumentException("listener is not registered");
    }

    /** Shakes hands first. If that fails, a session that stands for none. */
    @Override
    public SSLSession getSession() {
        if (!endpoint.isEstablished() && raw.isConnected() && !closed.get()) try {
            handshake();
        } catch (IOException failure) {
            Log.debug("no handshake for getSession", failure);
        }
        return endpoint.session();
    }

    // ---- streams

    @Override
    public InputStream getInputStream() throws IOException {
        if (isClosed()) throw new SocketException("Socket is closed");
        if (!raw.isConnected()) throw new SocketException("Socket is not connected");
        if (isInputShutdown()) throw new SocketException("Socket input is already shutdown");
        return streams.input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        if (isClosed()) throw new SocketException("Socket is closed");
        if (!raw.isConnected()) throw new SocketException("Socket is not connected");
        if (isOutputShutdown()) throw new SocketException("Socket output is already shutdown");
        return streams.output;
    }

    /** Is somebody waiting for bytes? */
    boolean isBeingRead() {
        return conduit != null && conduit.isBeingRead();
    }

    int available() {
        return closed.get() || conduit == null || inputShut ? 0 : conduit.available();
    }

    int read(byte[] target, int offset, int length) throws IOException {
        if (closed.get() || inputShut) return -1;
        var open = handshake();
        try {
            int read = open.read(target, offset, length);
            if (read < 0 && closed.get()) throw new SocketException("Socket closed"); // while this waited
            return read;
        } catch (SSLException failure) {
            closeRaw();
            throw failure;
        }
    }

    void write(byte[] source, int offset, int length) throws IOException {
        if (isClosed()) throw new SocketException("Socket is closed");
        var open = handshake();
        try {
            open.write(source, offset, length);
        } catch (SSLException failure) {
            closeRaw();
            throw failure;
        }
    }

    // ---- ends

    @Override
    public void shutdownOutput() throws IOException {
        if (isClosed()) throw new SocketException("Socket is closed");
        if (!raw.isConnected()) throw new SocketException("Socket is not connected");
        if (isOutputShutdown()) throw new SocketException("Socket output is already shutdown");
        sayGoodbye();
        if (closesRaw) raw.shutdownOutput();
    }

    private void sayGoodbye() throws IOException {
        var carrier = endpoint.carrier();
        if (carrier == null || conduit == null) return;
        if (endpoint.isEstablished()) carrier.closeOutput();
        else if (carrier.failure().isEmpty()) carrier.close();
        conduit.flush();
    }

    @Override
    public void shutdownInput() throws IOException {
        if (isClosed()) throw new SocketException("Socket is closed");
        if (!raw.isConnected()) throw new SocketException("Socket is not connected");
        if (inputShut) throw new SocketException("Socket input is already shutdown");
        inputShut = true;
        boolean told = conduit == null || conduit.isInputEnded();
        if (closesRaw) raw.shutdownInput();
        if (told) return;
        try {
            endpoint.carrier().inputEnded();
        } catch (HandshakeFailure failure) {
            throw new SSLException("closing inbound before receiving peer's close_notify", failure);
        }
    }

    @Override
    public boolean isInputShutdown() {
        return inputShut || conduit != null && conduit.isInputEnded();
    }

    @Override
    public boolean isOutputShutdown() {
        var carrier = endpoint.carrier();
        return carrier != null && carrier.isOutputClosed();
    }

    @Override
    public boolean isClosed() {
        return closed.get() || raw.isClosed();
    }

    /**
     * Says close_notify, unless a writer holds the way, and closes the socket below, which wakes whoever waits for it. A
     * socket that goes on to be used without TLS is read up to the peer's close_notify instead.
     */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) return;
        try {
            if (!raw.isClosed() && !raw.isOutputShutdown()) sayGoodbye();
            if (!closesRaw && conduit != null && !inputShut && !raw.isClosed()) conduit.drainInput();
        } catch (SocketException gone) {
            Log.debug("the peer was gone before it could be told", gone);
        } finally {
            closeRaw();
        }
    }

    private void closeRaw() throws IOException {
        var carrier = endpoint.carrier();
        if (carrier != null) carrier.close();
        if (!closesRaw) return;
        try (raw) {
            if (conduit != null && !raw.isClosed() && !raw.isInputShutdown()) conduit.skipWhatCame();
        }
    }

    @Override
    public String toString() {
        return "TlsSocket[" + raw + ", " + endpoint.session() + "]";
    }
}
