package dev.parley.explain.attach;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** The socket below, and what passes through it is heard. */
final class HeardSocket extends Socket {
    private final Socket below;
    private volatile Tap tap;

    HeardSocket(Socket below) {
        this.below = below;
    }

    /** From here on this one hears it. */
    void tell(Tap listener) {
        tap = listener;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return hearing(below.getInputStream());
    }

    /** This stream, and what is read from it is heard. */
    InputStream hearing(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                if (read > 0 && tap != null) tap.received(ByteBuffer.wrap(bytes, offset, read));
                return read;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(below.getOutputStream()) {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[]{(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (tap != null) tap.sent(ByteBuffer.wrap(bytes, offset, length));
                out.write(bytes, offset, length);
            }
        };
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
        below.setOption(name, value);
        return this;
    }

    // ---- the rest is the socket's below

    @Override
    public void bind(SocketAddress address) throws IOException {
        below.bind(address);
    }

    @Override
    public InetAddress getInetAddress() {
        return below.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return below.getLocalAddress();
    }

    @Override
    public int getPort() {
        return below.getPort();
    }

    @Override
    public int getLocalPort() {
        return below.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return below.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return below.getLocalSocketAddress();
    }

    @Override
    public SocketChannel getChannel() {
        return below.getChannel();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        below.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return below.getTcpNoDelay();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        below.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return below.getSoLinger();
    }

    @Override
    public void sendUrgentData(int data) throws IOException {
        below.sendUrgentData(data);
    }

    @Override
    public void setOOBInline(boolean on) throws SocketException {
        below.setOOBInline(on);
    }

    @Override
    public boolean getOOBInline() throws SocketException {
        return below.getOOBInline();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        below.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return below.getSoTimeout();
    }

    @Override
    public void setSendBufferSize(int bytes) throws SocketException {
        below.setSendBufferSize(bytes);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return below.getSendBufferSize();
    }

    @Override
    public void setReceiveBufferSize(int bytes) throws SocketException {
        below.setReceiveBufferSize(bytes);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return below.getReceiveBufferSize();
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        below.setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return below.getKeepAlive();
    }

    @Override
    public void setTrafficClass(int octet) throws SocketException {
        below.setTrafficClass(octet);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return below.getTrafficClass();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        below.setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return below.getReuseAddress();
    }

    @Override
    public void setPerformancePreferences(int time, int latency, int bandwidth) {
        below.setPerformancePreferences(time, latency, bandwidth);
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return below.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return below.supportedOptions();
    }

    @Override
    public boolean isConnected() {
        return below.isConnected();
    }

    @Override
    public boolean isBound() {
        return below.isBound();
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        below.connect(address);
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        below.connect(address, timeout);
    }

    @Override
    public void shutdownInput() throws IOException {
        below.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        below.shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        return below.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return below.isOutputShutdown();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }

    @Override
    public boolean isClosed() {
        return below.isClosed();
    }

    @Override
    public String toString() {
        return below.toString();
    }
}
