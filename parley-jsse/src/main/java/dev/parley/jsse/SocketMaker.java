package dev.parley.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;

/** Makes sockets, connected or not. */
final class SocketMaker extends SSLSocketFactory {
    private final Setup setup;

    SocketMaker(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return setup.defaults().suites(true);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return setup.defaults().supportedSuites();
    }

    @Override
    public Socket createSocket() {
        return client(new TlsSocket(setup, new Socket(), null, -1, true, null));
    }

    private static TlsSocket client(TlsSocket socket) {
        socket.setUseClientMode(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(host, new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(host, new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return connected(null, new InetSocketAddress(address, port), null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return connected(null, new InetSocketAddress(address, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(String host, InetSocketAddress address, InetSocketAddress local) throws IOException {
        if (address.isUnresolved()) throw new java.net.UnknownHostException(address.getHostString());
        var raw = new Socket();
        try {
            var socket = client(new TlsSocket(setup, raw, host, address.getPort(), true, null));
            if (local != null) socket.bind(local);
            socket.connect(address);
            return socket;
        } catch (IOException | RuntimeException failure) {
            raw.close();
            throw failure;
        }
    }

    /** Over a socket that is connected already, as its client. */
    @Override
    public Socket createSocket(Socket raw, String host, int port, boolean autoClose) throws IOException {
        checkConnected(raw);
        return client(new TlsSocket(setup, raw, host, port, autoClose, null));
    }

    /** Over a socket that is connected already, as its server. @param consumed what was read from it, or {@code null} */
    @Override
    public Socket createSocket(Socket raw, InputStream consumed, boolean autoClose) throws IOException {
        checkConnected(raw);
        var socket =
            new TlsSocket(setup, raw, raw.getInetAddress().getHostAddress(), raw.getPort(), autoClose, consumed);
        socket.setUseClientMode(false);
        return socket;
    }

    private static void checkConnected(Socket raw) throws SocketException {
        if (raw == null) throw new NullPointerException("the existing socket cannot be null");
        if (!raw.isConnected()) throw new SocketException("Underlying socket is not connected");
    }
}
